using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Athera.Lab;
using Athera.Lab.Models;
using Xunit;

namespace Athera.Tests.Lab;

public sealed class ModelStreamTests : IAsyncLifetime
{
    private const string Words = "Grüße 👋 from table 4";
    private readonly HttpClient http = new();
    private LabServer lab = null!;

    public async ValueTask InitializeAsync()
    {
        lab = await LabServer.StartAsync();
        lab.Model.Pacing = new StreamPacing { PieceLength = 3 };
        http.DefaultRequestHeaders.Add("api-key", "key");
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await lab.DisposeAsync();
    }

    [Fact]
    public async Task An_azure_stream_opens_and_closes_without_choices()
    {
        var events = await StreamAsync(lab.AzureModelUrl + "/openai/deployments/gpt/chat/completions");

        Assert.Equal("[DONE]", events[^1]);
        var chunks = events[..^1].Select(text => JsonNode.Parse(text)!).ToList();
        Assert.Empty(chunks[0]["choices"]!.AsArray());
        Assert.NotNull(chunks[0]["prompt_filter_results"]);
        Assert.Equal("assistant", (string)chunks[1]["choices"]![0]!["delta"]!["role"]!);
        Assert.Empty(chunks[^1]["choices"]!.AsArray());
        Assert.True((int)chunks[^1]["usage"]!["total_tokens"]! > 0);
        Assert.Equal("stop", (string)chunks[^2]["choices"]![0]!["finish_reason"]!);
        Assert.Equal(Words, Text(chunks));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    public async Task Tiny_writes_and_comments_change_nothing(int writeLength)
    {
        lab.Model.Pacing = new StreamPacing { PieceLength = 1, WriteLength = writeLength, WithComments = true };

        var events = await StreamAsync(lab.OpenAiModelUrl + "/chat/completions");

        var chunks = events[..^1].Select(text => JsonNode.Parse(text)!).ToList();
        Assert.NotEmpty(chunks[0]["choices"]!.AsArray());
        Assert.Equal(Words, Text(chunks));
    }

    [Fact]
    public async Task Tool_calls_are_joined_by_their_index()
    {
        lab.Model.Script.Next(ModelBehaviour.CallTools(new("first", """{"a":1}"""), new("second", """{"b":2}""")));

        var events = await StreamAsync(lab.OpenAiModelUrl + "/chat/completions");

        var pieces = events[..^1].SelectMany(text => Deltas(JsonNode.Parse(text)!)).SelectMany(delta => delta["tool_calls"]?.AsArray() ?? []);
        var joined = pieces.GroupBy(piece => (int)piece!["index"]!)
            .Select(call => string.Concat(call.Select(piece => (string?)piece!["function"]!["arguments"])));
        Assert.Equal(["""{"a":1}""", """{"b":2}"""], joined);
    }

    [Theory]
    [InlineData(StreamBreak.NoDone)]
    [InlineData(StreamBreak.Error)]
    [InlineData(StreamBreak.Garbage)]
    public async Task A_broken_stream_never_says_that_it_is_done(StreamBreak streamBreak)
    {
        lab.Model.Script.Next(ModelBehaviour.Echo with { Break = streamBreak });

        var events = await StreamAsync(lab.OpenAiModelUrl + "/chat/completions");

        Assert.DoesNotContain("[DONE]", events);
        if (streamBreak is StreamBreak.Error) Assert.NotNull(JsonNode.Parse(events[^1])!["error"]);
        if (streamBreak is StreamBreak.Garbage) Assert.ThrowsAny<JsonException>(() => JsonNode.Parse(events[^1]));
    }

    [Fact]
    public async Task A_dropped_stream_ends_in_an_exception()
    {
        lab.Model.Script.Next(ModelBehaviour.Echo with { Break = StreamBreak.Dropped });

        await Assert.ThrowsAnyAsync<HttpRequestException>(() => StreamAsync(lab.OpenAiModelUrl + "/chat/completions"));
    }

    [Fact]
    public async Task A_late_verdict_comes_after_the_text()
    {
        lab.Model.Script.Next(ModelBehaviour.Echo with { Break = StreamBreak.LateFilter });

        var events = await StreamAsync(lab.AzureModelUrl + "/openai/v1/chat/completions");

        var chunks = events[..^1].Select(text => JsonNode.Parse(text)!).ToList();
        Assert.Equal(Words, Text(chunks));
        Assert.Equal("content_filter", (string)chunks[^1]["choices"]![0]!["finish_reason"]!);
    }

    private async Task<List<string>> StreamAsync(string url)
    {
        var question = new JsonObject
        {
            ["model"] = "gpt",
            ["stream"] = true,
            ["stream_options"] = new JsonObject { ["include_usage"] = true },
            ["messages"] = new JsonArray(new JsonObject { ["role"] = "user", ["content"] = Words }),
        };
        using var response = await http.PostAsJsonAsync(url, question);
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType!.MediaType);
        var body = await response.Content.ReadAsStringAsync();
        return [.. body.Split("\n\n").Where(text => text.StartsWith("data: ", StringComparison.Ordinal)).Select(text => text[6..])];
    }

    private static string Text(IEnumerable<JsonNode> chunks) =>
        string.Concat(chunks.SelectMany(Deltas).Select(delta => (string?)delta["content"]));

    private static IEnumerable<JsonNode> Deltas(JsonNode chunk) =>
        chunk["choices"]!.AsArray().Select(choice => choice!["delta"]).OfType<JsonNode>();
}
