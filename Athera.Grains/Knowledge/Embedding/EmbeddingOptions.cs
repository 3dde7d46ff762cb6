namespace Athera.Knowledge.Embedding;

/// <summary>Who makes vectors of knowledge, so that it is found by its meaning. Section <c>Athera:Knowledge:Embeddings</c>.</summary>
public sealed class EmbeddingOptions
{
    /// <summary>The section these are read from.</summary>
    public const string Section = "Athera:Knowledge:Embeddings";

    /// <summary><c>none</c> (default): knowledge is found by its words. <c>openai</c>: any endpoint that speaks its embeddings. <c>azure</c>.</summary>
    public string Kind { get; set; } = "none";

    /// <summary>The provider's address; for <c>openai</c> up to and including <c>/v1</c>.</summary>
    public Uri? Endpoint { get; set; }

    /// <summary>The provider's key.</summary>
    public string? ApiKey { get; set; }

    /// <summary>The model, or on Azure the deployment.</summary>
    public string Name { get; set; } = "text-embedding-3-small";

    /// <summary>Longest wait for the vectors of a piece of an article, default 30 s.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Longest wait for the vector of a question, default 3 s; then it is searched by words. A contact waits for it.</summary>
    public TimeSpan QuestionTimeout { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>How long after a failure questions are not sent to the provider, default 30 s.</summary>
    public TimeSpan Pause { get; set; } = TimeSpan.FromSeconds(30);
}
