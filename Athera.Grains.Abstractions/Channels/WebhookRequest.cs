namespace Athera.Channels;

/// <summary>
/// A provider's request exactly as it came over the wire. The bytes are what the signature was made over, so nothing may be
/// decoded or written again before it has been checked.
/// </summary>
[GenerateSerializer, Immutable, Alias("Athera.WebhookRequest")]
public sealed record WebhookRequest
{
    /// <summary>The provider named by the route, such as <c>meta</c>.</summary>
    [Id(0)] public required string Provider { get; init; }

    /// <summary>The account named by the route, for accounts with a webhook of their own.</summary>
    [Id(1)] public ChannelAccountId? Account { get; init; }

    /// <summary>What follows the account in the route, such as <c>status</c>; empty when nothing does.</summary>
    [Id(2)] public string Topic { get; init; } = "";

    /// <summary>GET or POST.</summary>
    [Id(3)] public required string Method { get; init; }

    /// <summary>Path and query exactly as sent, not decoded.</summary>
    [Id(4)] public required string Target { get; init; }

    /// <summary>Headers by lower-case name; the first value of each.</summary>
    [Id(5)] public required IReadOnlyDictionary<string, string> Headers { get; init; }

    /// <summary>The raw body, at most 4 MB.</summary>
    [Id(6)] public required ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>When it was accepted, if that was before now: what lay on a disk meanwhile is older than what came after it.</summary>
    [Id(7)] public DateTimeOffset? AcceptedAt { get; init; }
}

/// <summary>What the provider is told.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="ContentType">Content type of the body, if there is one.</param>
/// <param name="Body">Exact body, if there is one.</param>
/// <param name="RetryAfterSeconds">With 503: when to come back.</param>
[GenerateSerializer, Immutable, Alias("Athera.WebhookReply")]
public sealed record WebhookReply(
    [property: Id(0)] int Status,
    [property: Id(1)] string? ContentType = null,
    [property: Id(2)] string? Body = null,
    [property: Id(3)] int? RetryAfterSeconds = null)
{
    /// <summary>Not committed: come back in a moment.</summary>
    public static WebhookReply Unavailable { get; } = new(503, RetryAfterSeconds: 2);

    /// <summary>The signature is missing or wrong.</summary>
    public static WebhookReply Unauthorized { get; } = new(401);

    /// <summary>No such provider, account or topic.</summary>
    public static WebhookReply NotFound { get; } = new(404);
}
