using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Logging;

namespace Athera.Api.Inbox;

/// <summary>The tenants whose drafts are heard on this process: those of which somebody here has opened a conversation.</summary>
internal sealed class DraftFeeds(
    IDraftSignals signals, IHubContext<InboxHub, IInboxClient> hub, TimeProvider time, ILogger<DraftFeeds> logger) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<TenantId, (DraftFeed Feed, int Readers)> _heard = [];

    /// <summary>Has a tenant's drafts heard until what it gives is disposed of.</summary>
    public IDisposable Join(TenantId tenant)
    {
        lock (_gate)
        {
            var (feed, readers) = _heard.TryGetValue(tenant, out var heard) ? heard : (new DraftFeed(tenant, signals, hub, time, logger), 0);
            _heard[tenant] = (feed, readers + 1);
        }
        return new Hold(() => Leave(tenant));
    }

    public void Dispose()
    {
        lock (_gate)
        {
            foreach (var (feed, _) in _heard.Values)
                feed.Dispose();
            _heard.Clear();
        }
    }

    private void Leave(TenantId tenant)
    {
        lock (_gate)
        {
            if (!_heard.TryGetValue(tenant, out var heard))
                return;
            if (heard.Readers > 1)
            {
                _heard[tenant] = heard with { Readers = heard.Readers - 1 };
                return;
            }
            _heard.Remove(tenant);
            heard.Feed.Dispose();
        }
    }

    private sealed class Hold(Action leave) : IDisposable
    {
        private Action? _leave = leave;

        public void Dispose() => Interlocked.Exchange(ref _leave, null)?.Invoke();
    }
}
