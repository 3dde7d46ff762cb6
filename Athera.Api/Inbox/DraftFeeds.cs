using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Logging;

namespace Athera.Api.Inbox;

/// <summary>The tenants whose drafts are heard on this process: those of which somebody here has opened a conversation.</summary>
internal sealed class DraftFeeds(
    IDraftSignals signals, IHubContext<InboxHub, IInboxClient> hub, TimeProvider time, ILogger<DraftFeeds> logger) : IDisposable
{
    private readonly SharedByTenant<DraftFeed> _heard = new();

    /// <summary>Has a tenant's drafts heard until what it gives is disposed of.</summary>
    public IDisposable Join(TenantId tenant) => _heard.Join(tenant, () => new DraftFeed(tenant, signals, hub, time, logger));

    public void Dispose() => _heard.Dispose();
}
