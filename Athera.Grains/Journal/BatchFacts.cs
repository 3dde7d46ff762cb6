namespace Athera.Journal;

/// <summary>
/// What an engine found about everything a batch touches, under the locks it holds until the commit. With it
/// <see cref="BatchAdmission"/> decides without asking again.
/// </summary>
/// <remarks>It is used up by the decision, which continues from it as if the admitted appends stood in the database already.</remarks>
public sealed class BatchFacts
{
    /// <summary>The newest position of each tenant of the batch; a tenant without a feed yet is missing.</summary>
    public Dictionary<TenantId, long> Positions { get; } = [];

    /// <summary>The last event of each stream of the batch; a stream that does not exist is missing.</summary>
    public Dictionary<OpaqueId, StreamHead> Heads { get; } = [];

    /// <summary>Who holds the keys that the batch takes or gives up; a key that nobody holds is missing.</summary>
    public Dictionary<ClaimKey, TenantId> Holders { get; } = [];
}

/// <summary>Where a stream ends.</summary>
/// <param name="Tenant">Whose stream it is.</param>
/// <param name="Sequence">The sequence of its last event.</param>
public readonly record struct StreamHead(TenantId Tenant, long Sequence);
