using System.Collections.ObjectModel;

namespace Athera.Lab.Wire;

/// <summary>A webhook request ready to post: the bytes are final, because the signature is over them.</summary>
public sealed record SignedWebhook
{
    /// <summary>The address as it is configured at the provider; for Twilio it is part of what is signed.</summary>
    public required Uri Url { get; init; }

    /// <summary>Media type of the body.</summary>
    public required string ContentType { get; init; }

    /// <summary>The exact bytes.</summary>
    public required ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>Request headers, the signature among them. A test forges one by replacing it.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    /// <summary>The provider, for the log of the wire.</summary>
    public required Provider Provider { get; init; }

    /// <summary>What it tells, in a few words: <c>message</c>, <c>status delivered</c>.</summary>
    public required string Subject { get; init; }

    /// <summary>The provider's message id it is about; null for a batch.</summary>
    public string? MessageId { get; init; }

    /// <summary>The customer's address it is about; null for a batch.</summary>
    public string? Customer { get; init; }
}
