using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Athera.Testing;

/// <summary>
/// A service that makes vectors, OpenAI's or Azure's: texts that speak of the same things lie in the same direction, and which words
/// mean the same is said by the test.
/// </summary>
public sealed class FakeEmbeddings : IAsyncDisposable
{
    private const int LargestBody = 8 * 1024 * 1024;

    private readonly WebApplication _app;
    private readonly IReadOnlyList<IReadOnlyList<string>> _meanings;
    private readonly ConcurrentQueue<int> _asked = new();
    private volatile int _failure;

    private FakeEmbeddings(WebApplication app, IReadOnlyList<IReadOnlyList<string>> meanings) => (_app, _meanings) = (app, meanings);

    /// <summary>What <c>Athera:Knowledge:Embeddings:Endpoint</c> is set to.</summary>
    public Uri Endpoint => new(new Uri(_app.Urls.Single()), "/v1");

    /// <summary>How many texts each call had, failed ones included.</summary>
    public IReadOnlyCollection<int> Asked => _asked;

    /// <summary>Answers every call with this status until it is told 0.</summary>
    public void Fail(int status) => _failure = status;

    /// <summary>Starts it on a port of its own.</summary>
    /// <param name="meanings">Groups of words that mean the same; a vector has one direction for each group.</param>
    public static async Task<FakeEmbeddings> StartAsync(params IReadOnlyList<IReadOnlyList<string>> meanings)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0").ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = LargestBody);
        var fake = new FakeEmbeddings(builder.Build(), meanings);
        fake._app.MapPost("/v1/embeddings", fake.AnswerAsync);
        fake._app.MapPost("/openai/deployments/{deployment}/embeddings", fake.AnswerAsync);
        await fake._app.StartAsync();
        return fake;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task<IResult> AnswerAsync(HttpRequest request)
    {
        var body = (await JsonNode.ParseAsync(request.Body))!;
        var texts = body["input"] is JsonArray many ? many.Select(text => (string)text!).ToList() : [(string)body["input"]!];
        _asked.Enqueue(texts.Count);
        if (_failure is not 0 and var status)
            return Results.Json(new { error = new { message = "Not now." } }, statusCode: status);
        var isBase64 = (string?)body["encoding_format"] == "base64";
        return Results.Json(new
        {
            @object = "list",
            model = "fake",
            data = texts.Select((text, index) => new { @object = "embedding", index, embedding = Write(VectorOf(text), isBase64) }),
            usage = new { prompt_tokens = texts.Sum(text => text.Length / 4), total_tokens = texts.Sum(text => text.Length / 4) },
        });
    }

    // The last number keeps a text that speaks of nothing from having no direction.
    private float[] VectorOf(string text) =>
    [
        .. _meanings.Select(words => (float)words.Count(word => text.Contains(word, StringComparison.OrdinalIgnoreCase))), 0.1f,
    ];

    private static JsonNode Write(float[] vector, bool isBase64) => isBase64
        ? JsonValue.Create(Convert.ToBase64String(vector.SelectMany(BitConverter.GetBytes).ToArray()))
        : JsonSerializer.SerializeToNode(vector)!;
}
