namespace Athera.Journal;

/// <summary>
/// A keyed hash that at most one event may hold: the provider's id of a message, an address on a channel account, an API key, an
/// idempotency key. One table of claims is what makes a repeat boring and a lookup possible without storing what was looked up.
/// </summary>
/// <param name="Value">The first 128 bits of the hash.</param>
public readonly record struct ClaimKey(OpaqueId Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}
