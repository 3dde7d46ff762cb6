using System.Runtime.InteropServices;
using Microsoft.Extensions.Logging;

namespace Athera.Journal;

/// <summary>
/// Tells the listeners what a commit added. They are told before the callers, which are woken only when the whole batch returns;
/// either order would do, since a listener reads the truth from the feed. Used by one commit at a time.
/// </summary>
internal sealed class CommitListeners(IEnumerable<ICommitListener> listeners, ILogger<JournalWriter> logger)
{
    private readonly ICommitListener[] _listeners = [.. listeners];
    private readonly Dictionary<TenantId, long> _last = [];

    public void Tell(IReadOnlyList<Append> batch, IReadOnlyList<AppendResult> results)
    {
        if (_listeners.Length == 0)
            return;
        for (var i = 0; i < batch.Count; i++)
        {
            if (results[i] is not { Status: AppendStatus.Committed, Position: > 0 and var position })
                continue;
            ref var last = ref CollectionsMarshal.GetValueRefOrAddDefault(_last, batch[i].Tenant, out _);
            last = Math.Max(last, position);
        }

        foreach (var (tenant, position) in _last)
            Tell(tenant, position);
        _last.Clear();
    }

    private void Tell(TenantId tenant, long position)
    {
        foreach (var listener in _listeners)
        {
            try
            {
                listener.Committed(tenant, position);
            }
            catch (Exception failure)
            {
                logger.ListenerFailed(listener.GetType().Name, failure); // The commit stands whatever a listener does.
            }
        }
    }
}
