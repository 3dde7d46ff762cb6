using Athera.Inbox;

namespace Athera.Api.Inbox;

/// <summary>Hears <see cref="FeedAdvanced"/> on the tenant's Orleans stream.</summary>
internal sealed class StreamSignals(IClusterClient cluster) : IFeedSignals
{
    public Task<IAsyncDisposable> Listen(TenantId tenant, Action heard) =>
        TenantStream.ListenAsync<FeedAdvanced>(cluster, InboxStreams.Namespace, tenant, _ => heard());
}
