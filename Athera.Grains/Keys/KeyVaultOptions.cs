namespace Athera.Keys;

/// <summary>The bounds of the vault.</summary>
public sealed record KeyVaultOptions
{
    /// <summary>Opened keys kept in memory. Default 20,000; a key not kept costs a read when it is next needed.</summary>
    public int CachedKeys { get; init; } = 20_000;

    /// <summary>Requests that may wait for the database; the next one fails as if the database were away. Default 10,000.</summary>
    public int QueuedRequests { get; init; } = 10_000;

    /// <summary>Keys read or created together at most. Default 512.</summary>
    public int BatchKeys { get; init; } = 512;

    /// <summary>How long the database may take for one call. Default 5 s.</summary>
    public TimeSpan StoreTimeout { get; init; } = TimeSpan.FromSeconds(5);
}
