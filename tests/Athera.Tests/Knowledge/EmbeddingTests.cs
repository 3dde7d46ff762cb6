using System.Text;
using Athera.Knowledge;
using Athera.Knowledge.Embedding;
using Athera.Testing;
using Athera.Tests.Silos;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Xunit;

namespace Athera.Tests.Knowledge;

/// <summary>Knowledge found by its meaning, through the provider's real SDK.</summary>
public sealed class EmbeddingTests : IAsyncLifetime
{
    private FakeEmbeddings _provider = null!;
    private TestSilo _silo = null!;
    private TenantId _tenant;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _provider = await FakeEmbeddings.StartAsync(["refund", "money back"], ["dog", "pets"], ["pizza"]);
        _silo = new TestSilo
        {
            More = services => services.Configure<EmbeddingOptions>(options =>
            {
                (options.Kind, options.Endpoint, options.ApiKey) = ("openai", _provider.Endpoint, "key");
                options.Pause = TimeSpan.Zero;
            }),
        };
        await _silo.InitializeAsync();
        _tenant = (await Business.OpenAsync(_silo)).Tenant;
    }

    public async ValueTask DisposeAsync()
    {
        await _silo.DisposeAsync();
        await _provider.DisposeAsync();
    }

    [Fact]
    public async Task An_article_is_found_by_its_meaning_once_its_vectors_are_made_and_by_its_words_at_once()
    {
        var refunds = await WriteAsync("Refunds", "A refund takes five days.");
        await WriteAsync("Pizza", "Pizza is hot.");
        await EmbeddedAsync(refunds);

        var found = await AskAsync("can I get my money back");

        Assert.Equal(SearchMode.WordsAndMeaning, found.By);
        Assert.Equal("A refund takes five days.", found.Passages[0].Text);
        Assert.Equal("Pizza is hot.", (await AskAsync("pizza")).Passages[0].Text);
    }

    [Fact]
    public async Task A_new_version_loses_the_vectors_of_the_one_before()
    {
        var article = await WriteAsync("House", "Dogs are welcome.");
        await EmbeddedAsync(article);
        Assert.NotEmpty((await AskAsync("pets")).Passages);

        Assert.True((await article.Replace(Article("House", "The kitchen closes at ten."))).Granted);
        await EmbeddedAsync(article);

        Assert.Empty((await AskAsync("pets")).Passages);
    }

    [Fact]
    public async Task While_the_provider_is_down_words_are_searched_by_and_vectors_are_made_when_it_is_back()
    {
        _provider.Fail(503);
        var article = await WriteAsync("House", "Dogs are welcome.");

        var found = await AskAsync("dogs");
        Assert.Equal(SearchMode.WordsWhileMeaningIsUnavailable, found.By);
        Assert.Equal("Dogs are welcome.", Assert.Single(found.Passages).Text);
        Assert.Equal(ArticleEmbedding.Pending, (await article.Get()).Value!.Embedding);

        _provider.Fail(0);
        await Eventually.SeesAsync(
            async () =>
            {
                await _silo.Grains.Get<IArticleKeeper>(_tenant, article.GetTenantKey().Id).Wake();
                return (await article.Get()).Value!.Embedding;
            },
            state => state == ArticleEmbedding.Done, Cancellation);
        Assert.Equal("Dogs are welcome.", Assert.Single((await AskAsync("pets")).Passages).Text);
    }

    [Fact]
    public async Task Many_parts_are_sent_in_pieces()
    {
        var article = await WriteAsync("Menu", string.Concat(Enumerable.Range(0, 130).Select(i => $"# Dish {i}\npizza\n")));
        await EmbeddedAsync(article);

        Assert.Equal([64, 64, 2], _provider.Asked);
    }

    [Fact]
    public async Task Vectors_that_are_missing_are_made_when_the_tenants_knowledge_is_searched()
    {
        _provider.Fail(503);
        var article = await WriteAsync("House", "Dogs are welcome.");
        await Eventually.SeesAsync(() => Task.FromResult(_provider.Asked.Count), calls => calls > 0, Cancellation);
        await _silo.ForgetAsync(article);
        _provider.Fail(0);

        Assert.Single((await AskAsync("dogs")).Passages);

        Assert.Equal(ArticleEmbedding.Done, (await EmbeddedAsync(article)).Embedding);
    }

    private async Task<IArticleGrain> WriteAsync(string title, string text)
    {
        var article = _silo.Grains.Get<IArticleGrain>(_tenant, OpaqueId.New());
        Assert.True((await article.Create(Article(title, text))).Granted);
        return article;
    }

    private static Task<ArticleView> EmbeddedAsync(IArticleGrain article) => Eventually.SeesAsync(
        async () => (await article.Get()).Value!, view => view.Embedding == ArticleEmbedding.Done, Cancellation);

    private async Task<KnowledgeFound> AskAsync(string question) =>
        (await _silo.Grains.Of<IKnowledgeGrain>(_tenant).Search(new SearchKnowledge(question, null, 8))).Value!;

    private static WriteArticle Article(string title, string text) => new()
    {
        Title = title, Language = "en", Kind = ArticleKind.Markdown, Source = Encoding.UTF8.GetBytes(text),
    };
}

public sealed class EmbedderTests
{
    [Theory]
    [InlineData("openai", null, "Athera:Knowledge:Embeddings:ApiKey")]
    [InlineData("azure", "key", "Athera:Knowledge:Embeddings:Endpoint")]
    [InlineData("unheard-of", "key", "Athera:Knowledge:Embeddings:Kind")]
    public void A_missing_setting_is_named(string kind, string? key, string setting) => Assert.Contains(
        setting,
        Assert.Throws<InvalidOperationException>(() => new Embedder(Options.Create(new EmbeddingOptions { Kind = kind, ApiKey = key }), TimeProvider.System)).Message,
        StringComparison.Ordinal);
}
