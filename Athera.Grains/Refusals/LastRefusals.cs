using Athera.Channels;
using Athera.Journal;
using Athera.Sourcing;

namespace Athera.Refusals;

/// <summary>Reads the last refusals of accounts as they were last stored, without waking a grain.</summary>
public sealed class LastRefusals(SnapshotReader reader)
{
    /// <summary>Accounts with refusals that a list of accounts tells of, in pages; of a tenant with more some are left out of its list.</summary>
    private const int PageSize = 200, MaxPages = 10;

    /// <summary>The last of one account, if any.</summary>
    public async Task<LastRefusal?> FindAsync(TenantId tenant, ChannelAccountId account) => (await reader.FindAsync(
        tenant, RefusalKey.Of(account), (_, payload) => RefusalForm.Read(payload), CancellationToken.None))?.InShort();

    /// <summary>The last of each of a tenant's accounts that have any, by <see cref="RefusalKey"/>.</summary>
    public async Task<IReadOnlyDictionary<OpaqueId, LastRefusal>> OfAsync(TenantId tenant)
    {
        var found = new Dictionary<OpaqueId, LastRefusal>();
        string? after = null;
        for (var pages = 0; pages < MaxPages; pages++)
        {
            var page = await reader.ListAsync(
                tenant, StreamCategory.Refusals, after, PageSize, (id, payload) => new Named(id, RefusalForm.Read(payload).InShort()),
                CancellationToken.None);
            foreach (var (id, last) in page.Items)
            {
                if (last is not null)
                    found[id] = last;
            }
            if ((after = page.Next) is null)
                break;
        }
        return found;
    }

    private sealed record Named(OpaqueId Id, LastRefusal? Last);
}
