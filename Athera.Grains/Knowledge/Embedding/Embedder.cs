using System.ClientModel;
using System.ClientModel.Primitives;
using Azure.AI.OpenAI;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Options;
using OpenAI;

namespace Athera.Knowledge.Embedding;

/// <summary>Makes vectors by the configured provider, if there is one.</summary>
public sealed class Embedder : IDisposable
{
    /// <summary>Numbers of a vector at most; the common models have 1,536 or 3,072.</summary>
    public const int MaxDimensions = 4096;

    private const int AtOnce = 64;

    private readonly IEmbeddingGenerator<string, Embedding<float>>? _generator;
    private readonly EmbeddingOptions _options;
    private readonly TimeProvider _clock;

    /// <summary>Takes the configured provider.</summary>
    /// <exception cref="InvalidOperationException">A setting it needs is missing; the message names it.</exception>
    public Embedder(IOptions<EmbeddingOptions> options, TimeProvider clock)
    {
        _options = options.Value;
        _clock = clock;
        _generator = Create(_options);
    }

    /// <summary>What makes vectors; <see langword="null"/> when nothing does. Vectors of different models say nothing beside each other.</summary>
    public string? Model => _generator is null ? null : _options.Name;

    /// <summary>What of a part is made a vector of.</summary>
    public static string TextOf(PartContent part) => string.Join('\n', [.. part.Path.Prepend(part.Title), part.Text]);

    /// <summary>One vector of length 1 for each text, in order.</summary>
    /// <exception cref="InvalidOperationException">There is no provider, or what it answered is no set of vectors.</exception>
    /// <exception cref="ClientResultException">It refused or could not be reached.</exception>
    /// <exception cref="OperationCanceledException">It did not answer in time.</exception>
    public async Task<IReadOnlyList<float[]>> EmbedAsync(IReadOnlyList<string> texts, CancellationToken cancellation)
    {
        var vectors = new List<float[]>(texts.Count);
        foreach (var some in texts.Chunk(AtOnce))
            vectors.AddRange(await AskAsync(some, _options.Timeout, cancellation));
        return vectors.TrueForAll(vector => vector.Length == vectors[0].Length)
            ? vectors
            : throw new InvalidOperationException("The vectors are of different sizes.");
    }

    /// <summary>The vector of a question, for which less time is given.</summary>
    /// <inheritdoc cref="EmbedAsync"/>
    public async Task<float[]> EmbedQuestionAsync(string question, CancellationToken cancellation) =>
        (await AskAsync([question], _options.QuestionTimeout, cancellation))[0];

    /// <inheritdoc/>
    public void Dispose() => _generator?.Dispose();

    private async Task<IReadOnlyList<float[]>> AskAsync(string[] texts, TimeSpan timeout, CancellationToken cancellation)
    {
        var generator = _generator ?? throw new InvalidOperationException("No provider of embeddings is configured.");
        using var deadline = new CancellationTokenSource(timeout, _clock);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellation);
        var answer = await generator.GenerateAsync(texts, cancellationToken: limit.Token);
        return answer.Count == texts.Length
            ? [.. answer.Select(one => VectorForm.Unit(one.Vector.Span))]
            : throw new InvalidOperationException($"{texts.Length} texts got {answer.Count} vectors.");
    }

    // The SDK would try for minutes; when to try again is decided by whoever asks.
    private static IEmbeddingGenerator<string, Embedding<float>>? Create(EmbeddingOptions options)
    {
        if (options.Kind == "none")
            return null;
        if (options.Kind is not ("openai" or "azure"))
            throw new InvalidOperationException($"{EmbeddingOptions.Section}:Kind must be one of none, openai, azure.");
        if (options.ApiKey is not { Length: > 0 } key)
            throw new InvalidOperationException($"{EmbeddingOptions.Section}:ApiKey is required for {options.Kind}.");
        var retries = new ClientRetryPolicy(maxRetries: 0);
        if (options.Kind == "openai")
        {
            var client = new OpenAIClientOptions { RetryPolicy = retries, NetworkTimeout = options.Timeout };
            if (options.Endpoint is not null)
                client.Endpoint = options.Endpoint;
            return new OpenAIClient(new ApiKeyCredential(key), client).GetEmbeddingClient(options.Name).AsIEmbeddingGenerator();
        }
        var endpoint = options.Endpoint
            ?? throw new InvalidOperationException($"{EmbeddingOptions.Section}:Endpoint is required for azure.");
        return new AzureOpenAIClient(
                endpoint, new ApiKeyCredential(key), new AzureOpenAIClientOptions { RetryPolicy = retries, NetworkTimeout = options.Timeout })
            .GetEmbeddingClient(options.Name).AsIEmbeddingGenerator();
    }
}
