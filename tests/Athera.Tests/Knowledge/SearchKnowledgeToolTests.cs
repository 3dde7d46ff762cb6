using System.Text;
using System.Text.Json;
using Athera.Knowledge;
using Athera.Knowledge.Answering;
using Athera.Knowledge.Tools;
using Athera.Tests.Silos;
using Athera.Turns.Tools;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Athera.Tests.Knowledge;

[Collection(nameof(TestSilo))]
public sealed class SearchKnowledgeToolTests(TestSilo silo) : IAsyncLifetime
{
    private TenantId _tenant;

    private ITool Tool => silo.Service<SearchKnowledgeTool>();

    public async ValueTask InitializeAsync() => _tenant = (await Business.OpenAsync(silo)).Tenant;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public void It_only_reads_and_its_schema_is_strict()
    {
        Assert.Equal(ToolEffect.Reads, Tool.Effect);
        Assert.InRange(Tool.Description.Length, 1, 1024);
        Assert.Equal("object", Tool.Schema.GetProperty("type").GetString());
        Assert.False(Tool.Schema.GetProperty("additionalProperties").GetBoolean());
        Assert.Equal(["query"], Tool.Schema.GetProperty("required").EnumerateArray().Select(name => name.GetString()));
    }

    [Fact]
    public async Task It_tells_passages_with_their_sources_and_the_same_again()
    {
        var article = await WriteAsync("Delivery", "# Cost\nFree from 25 euros.\n# Times\nEvery day until ten.");
        var call = Call("""{"query":"what does delivery cost?"}""");

        var outcome = await Tool.RunAsync(call, default);
        var again = await Tool.RunAsync(call, default);

        Assert.Null(outcome.Fault);
        Assert.Equal(new ToolSource(article.ToString(), 1, "Delivery", 0), outcome.Sources[0]);
        Assert.Equal("Free from 25 euros.", PassageText.Read(outcome.Text)[0].Text);
        Assert.Equal((outcome.Text, outcome.Sources), (again.Text, again.Sources.SequenceEqual(outcome.Sources) ? outcome.Sources : []));
        var answer = OfflineKnowledge.Answer("what does delivery cost?", PassageText.Read(outcome.Text));
        Assert.StartsWith("Free from 25 euros.", answer.Text, StringComparison.Ordinal);
        Assert.Equal(outcome.Sources[0], answer.Sources[0]);
    }

    [Fact]
    public async Task Nothing_found_is_an_answer_too_and_so_is_what_another_tenant_knows()
    {
        await WriteAsync("Delivery", "Free from 25 euros.");
        var stranger = (await Business.OpenAsync(silo)).Tenant;

        foreach (var outcome in new[]
        {
            await Tool.RunAsync(Call("""{"query":"weather"}"""), default),
            await Tool.RunAsync(Call("""{"query":"delivery"}""") with { Tenant = stranger }, default),
        })
        {
            Assert.Null(outcome.Fault);
            Assert.Empty(outcome.Sources);
            Assert.Empty(PassageText.Read(outcome.Text));
        }
    }

    [Fact]
    public async Task Eight_of_the_longest_passages_are_told_within_what_a_model_is_told()
    {
        var text = string.Concat(Enumerable.Repeat("pizza <&'> ", 108));
        await WriteAsync("Menu", string.Concat(Enumerable.Range(0, 8).Select(i => $"# {i}\n{text}\n")));

        var outcome = await Tool.RunAsync(Call("""{"query":"pizza","limit":8}"""), default);

        Assert.InRange(outcome.Text.Length, 1, ToolOutcome.MaxLength);
        Assert.Equal(outcome.Sources.Count, PassageText.Read(outcome.Text).Count);
        Assert.NotEmpty(outcome.Sources);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("""{"query":""}""")]
    [InlineData("""{"query":7}""")]
    [InlineData("""{"query":"x","limit":0}""")]
    [InlineData("""{"query":"x","limit":9}""")]
    [InlineData("""{"query":"x","limit":"2"}""")]
    [InlineData("""{"query":"x","limit":1.5}""")]
    [InlineData("""{"query":"x","language":"everything"}""")]
    [InlineData("""{"query":"x","language":null}""")]
    [InlineData("""{"query":"x","tenant":"another"}""")]
    public async Task Arguments_that_do_not_fit_the_schema_are_refused(string arguments)
    {
        var outcome = await Tool.RunAsync(Call(arguments), default);

        Assert.Equal(SearchKnowledgeTool.InvalidArguments, outcome.Fault);
        Assert.Empty(outcome.Sources);
    }

    [Fact]
    public async Task A_question_longer_than_may_be_is_refused() => Assert.Equal(
        SearchKnowledgeTool.InvalidArguments, (await Tool.RunAsync(Call($$"""{"query":"{{new string('x', 501)}}"}"""), default)).Fault);

    private async Task<OpaqueId> WriteAsync(string title, string text)
    {
        var id = OpaqueId.New();
        Assert.True((await silo.Grains.Get<IArticleGrain>(_tenant, id).Create(new WriteArticle
        {
            Title = title, Language = "en", Kind = ArticleKind.Markdown, Source = Encoding.UTF8.GetBytes(text),
        })).Granted);
        return id;
    }

    private ToolCall Call(string arguments) => new()
    {
        Tenant = _tenant,
        Conversation = ConversationId.New(),
        Contact = ContactId.New(),
        Agent = AgentId.New(),
        Turn = 1,
        Key = "turn-1-call-1",
        Arguments = JsonElement.Parse(arguments),
        At = DateTimeOffset.UnixEpoch,
    };
}
