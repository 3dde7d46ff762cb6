using Athera.Journal;
using Athera.Knowledge.Searching;
using Xunit;
using static Athera.Tests.Storage.Sample;

namespace Athera.Tests.Storage;

/// <summary>What every engine must do with knowledge. A member inherits the suite and says how to make its stores, over one database.</summary>
public abstract class KnowledgeStoreCompliance : IAsyncLifetime
{
    private const string Model = "model-1";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private readonly TenantId _tenant = TenantId.New();
    private readonly Dictionary<OpaqueId, long> _events = [];
    private IJournalStore _journal = null!;
    private IKnowledgeStore _knowledge = null!;

    /// <summary>The two sides of the test's database.</summary>
    protected abstract (IJournalStore Journal, IKnowledgeStore Knowledge) CreateStores();

    public virtual async ValueTask InitializeAsync()
    {
        (_journal, _knowledge) = CreateStores();
        await _journal.MigrateAsync(Cancellation);
    }

    public virtual async ValueTask DisposeAsync()
    {
        foreach (object? store in new object?[] { _journal, _knowledge })
        {
            if (store is IAsyncDisposable asynchronous)
                await asynchronous.DisposeAsync();
            else
                (store as IDisposable)?.Dispose();
        }
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task What_has_more_of_the_terms_comes_first_and_what_has_none_is_not_found()
    {
        var both = await WriteAsync("en", ("Delivery", "We deliver on Sundays"));
        var one = await WriteAsync("en", ("Menu", "On Sundays there is soup, and fish, and much else that is good"));
        await WriteAsync("en", ("Parking", "Behind the house"));

        Assert.Equal([both, one], await FoundAsync("deliver on sundays"));
        Assert.Empty(await FoundAsync("weather"));
        Assert.Empty(await FoundAsync(""));
    }

    [Fact]
    public async Task A_heading_says_more_than_the_text()
    {
        var text = await WriteAsync("en", ("Menu", "A pizza, and a refund if it is cold"));
        var heading = await WriteAsync("en", ("Refund", "Ask a waiter, and say what it was about"));

        Assert.Equal([heading, text], await FoundAsync("refund"));
    }

    [Theory]
    [InlineData("en", "We deliver every day", "deliveries delivering delivered")]
    [InlineData("en", "Our opening hours", "open")]
    [InlineData("de", "Die Lieferungen kommen täglich", "Lieferung")]
    [InlineData("fr", "Les livraisons sont gratuites", "livraison")]
    [InlineData("es", "Las entregas son gratuitas", "entrega")]
    [InlineData("pl", "Dostawa jest bezpłatna", "dostawy")]
    [InlineData("ja", "配送時間は十一時です", "配送")]
    [InlineData("de", "Geöffnet bis 22 Uhr", "geoffnet")]
    [InlineData("en", "Call +49 151 2345", "2345")]
    public async Task A_word_is_found_in_other_forms(string language, string text, string question)
    {
        var article = await WriteAsync(language, ("", text));

        Assert.Equal([article], await FoundAsync(question, language));
        Assert.Equal([article], await FoundAsync(question));
    }

    [Fact]
    public async Task A_language_alone_is_searched_if_it_is_named()
    {
        var english = await WriteAsync("en", ("Pizza", "pizza"));
        var german = await WriteAsync("de", ("Pizza", "pizza"));

        Assert.Equal([english], await FoundAsync("pizza", "en"));
        Assert.Equal([german], await FoundAsync("pizza", "de"));
        Assert.Equal(2, (await FoundAsync("pizza")).Count);
        Assert.Empty(await FoundAsync("pizza", "fr"));
    }

    [Fact]
    public async Task Another_tenants_knowledge_does_not_exist()
    {
        var article = await WriteAsync("en", ("Pizza", "pizza"));
        await CommitAsync(article, Vectors(article, 1, 1));
        var stranger = TenantId.New();

        Assert.Empty(await _knowledge.SearchAsync(stranger, ["pizza"], null, 10, Cancellation));
        Assert.Empty(await _knowledge.SearchAsync(stranger, [$"tenant{_tenant}"], null, 10, Cancellation));
        Assert.Empty(await _knowledge.FindAsync(stranger, [new PartKey(article, 1, 0)], Cancellation));
        Assert.Empty(await _knowledge.ListAsync(stranger, article, -1, 10, Cancellation));
        Assert.Empty(await _knowledge.ListVectorsAsync(stranger, Model, 10, Cancellation));
    }

    [Fact]
    public async Task A_search_sees_the_version_before_until_the_commit_and_the_next_one_after_it()
    {
        var article = await WriteAsync("en", ("Hours", "eleven"), ("Hours", "ten"), ("Hours", "nine"));

        var refused = Append(_tenant, article, 7) with { Knowledge = Text(article, 2, "en", ("Hours", "noon")) };
        Assert.Equal(AppendStatus.Conflict, (await _journal.CommitAsync([refused], OpaqueId.New(), Noon, Cancellation))[0].Status);
        Assert.Equal([1, 1, 1], (await _knowledge.SearchAsync(_tenant, ["hours"], null, 10, Cancellation)).Select(part => part.Key.Version));

        await CommitAsync(article, Text(article, 2, "de", ("Hours", "noon")));

        Assert.Equal([new PartKey(article, 2, 0)], (await _knowledge.SearchAsync(_tenant, ["hours"], null, 10, Cancellation)).Select(part => part.Key));
        Assert.Empty(await FoundAsync("eleven"));
        Assert.Empty(await _knowledge.FindAsync(_tenant, [new PartKey(article, 1, 0)], Cancellation));
    }

    [Fact]
    public async Task Rows_change_only_with_an_event_of_their_article_and_never_another_tenants()
    {
        var article = await WriteAsync("en", ("Hours", "eleven"));
        var stranger = TenantId.New();

        await Assert.ThrowsAsync<RejectedBatchException>(() => _journal.CommitAsync(
            [Append(stranger, OpaqueId.New(), 0) with { Knowledge = Text(article, 2, "en") }], OpaqueId.New(), Noon, Cancellation));
        var results = await _journal.CommitAsync(
            [Append(stranger, article, 1) with { Knowledge = Text(article, 2, "en") }], OpaqueId.New(), Noon, Cancellation);

        Assert.Equal(AppendStatus.Conflict, results[0].Status);
        Assert.Equal([article], await FoundAsync("eleven"));
    }

    [Fact]
    public async Task What_is_removed_is_found_by_nothing()
    {
        var article = await WriteAsync("en", ("Hours", "eleven"));
        await CommitAsync(article, Vectors(article, 1, 1));

        await CommitAsync(article, new KnowledgeText(article, 1, "en", []));

        Assert.Empty(await FoundAsync("eleven"));
        Assert.Empty(await _knowledge.ListAsync(_tenant, article, -1, 10, Cancellation));
        Assert.Empty(await _knowledge.ListVectorsAsync(_tenant, Model, 10, Cancellation));
    }

    [Fact]
    public async Task Parts_are_read_back_as_they_were_in_their_order_and_in_pages()
    {
        var article = await WriteAsync("en", [.. Enumerable.Range(0, 5).Select(i => ("Hours", $"part {i}"))]);

        var first = await _knowledge.ListAsync(_tenant, article, -1, 3, Cancellation);
        var second = await _knowledge.ListAsync(_tenant, article, first[^1].Key.Part, 3, Cancellation);
        var found = await _knowledge.FindAsync(_tenant, [new PartKey(article, 1, 4), new PartKey(article, 1, 9), new PartKey(article, 1, 0)], Cancellation);

        Assert.Equal([0, 1, 2, 3, 4], first.Concat(second).Select(part => part.Key.Part));
        Assert.Equal([0, 4], found.Select(part => part.Key.Part).Order());
        Assert.Equal(PayloadOf(3), second[0].Payload.ToArray());
    }

    [Fact]
    public async Task Vectors_belong_to_a_version_and_a_model()
    {
        var article = await WriteAsync("en", ("Hours", "eleven"), ("Hours", "ten"));
        await CommitAsync(article, Vectors(article, 1, 2));

        var stored = await _knowledge.ListVectorsAsync(_tenant, Model, 10, Cancellation);
        Assert.Equal([new PartKey(article, 1, 0), new PartKey(article, 1, 1)], stored.Select(vector => vector.Key));
        Assert.Equal("en", stored[1].Language);
        Assert.Equal(PayloadOf(1), stored[1].Payload.ToArray());
        Assert.Empty(await _knowledge.ListVectorsAsync(_tenant, "model-2", 10, Cancellation));
        Assert.Single(await _knowledge.ListVectorsAsync(_tenant, Model, 1, Cancellation));

        await CommitAsync(article, Text(article, 2, "en", ("Hours", "noon")));
        Assert.Empty(await _knowledge.ListVectorsAsync(_tenant, Model, 10, Cancellation));
    }

    [Fact]
    public async Task A_search_is_bounded_whatever_there_is()
    {
        await WriteAsync("en", [.. Enumerable.Range(0, 500).Select(i => ("Pizza", $"pizza number {i}"))]);

        Assert.Equal(24, (await _knowledge.SearchAsync(_tenant, ["pizza"], null, 24, Cancellation)).Count);
    }

    [Theory]
    [InlineData("' OR 1=1 --")]
    [InlineData("\" NEAR ( * : ^ {words}")]
    [InlineData("a & | ! <-> b:*")]
    [InlineData("and or not near")]
    [InlineData("the")]
    public async Task Whatever_is_asked_is_words_and_no_command(string question)
    {
        await WriteAsync("en", ("Hours", "eleven"));

        Assert.Empty(await FoundAsync(question));
    }

    private async Task<OpaqueId> WriteAsync(string language, params (string Heading, string Text)[] parts)
    {
        var article = OpaqueId.New();
        await CommitAsync(article, Text(article, 1, language, parts));
        return article;
    }

    private async Task CommitAsync(OpaqueId article, KnowledgeChange change)
    {
        var append = Append(_tenant, article, _events.GetValueOrDefault(article)) with { Knowledge = change };
        Assert.Equal(AppendStatus.Committed, (await _journal.CommitAsync([append], OpaqueId.New(), Noon, Cancellation))[0].Status);
        _events[article] = _events.GetValueOrDefault(article) + 1;
    }

    private async Task<IReadOnlyList<OpaqueId>> FoundAsync(string question, string? language = null) =>
        [.. (await _knowledge.SearchAsync(_tenant, SearchTerms.OfQuestion(question), language, 10, Cancellation)).Select(part => part.Key.Article)];

    private static KnowledgeText Text(OpaqueId article, int version, string language, params (string Heading, string Text)[] parts) => new(
        article, version, language, [.. parts.Select((part, i) => new KnowledgePart(
            string.Join(' ', SearchTerms.Of(part.Heading)), string.Join(' ', SearchTerms.Of(part.Text)), PayloadOf(i)))]);

    private static KnowledgeVectors Vectors(OpaqueId article, int version, int parts) => new(
        article, version, "en", Model, [.. Enumerable.Range(0, parts).Select(i => (ReadOnlyMemory<byte>)PayloadOf(i))]);

    private static byte[] PayloadOf(int part) => BitConverter.GetBytes(part);
}
