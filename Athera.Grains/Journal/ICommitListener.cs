namespace Athera.Journal;

/// <summary>
/// Hears that a tenant's feed has grown. A call is a hint and may be missing after a crash; whoever needs every event keeps a
/// position of its own and reads the feed.
/// </summary>
public interface ICommitListener
{
    /// <summary>
    /// Called by the writer itself, after the commit and at most once per tenant and commit. Nothing is promised about whether the
    /// appends' callers have heard yet. Must return at once and must not throw: the next commit of the whole silo waits for it.
    /// </summary>
    /// <param name="tenant">Whose feed has grown.</param>
    /// <param name="lastPosition">The position of the newest event of this commit.</param>
    void Committed(TenantId tenant, long lastPosition);
}
