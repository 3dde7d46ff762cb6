using Athera.Inbox;
using Orleans.Streams;

namespace Athera.Api.Inbox;

/// <summary>Brings what agents of a tenant are writing. It may lose some.</summary>
internal interface IDraftSignals
{
    /// <summary>Calls back until what it gives is disposed of.</summary>
    Task<IAsyncDisposable> Listen(TenantId tenant, Action<AnswerDraft> heard);
}

/// <summary>Hears <see cref="AnswerDraft"/> on the tenant's Orleans stream.</summary>
internal sealed class StreamDrafts(IClusterClient cluster) : IDraftSignals
{
    public async Task<IAsyncDisposable> Listen(TenantId tenant, Action<AnswerDraft> heard)
    {
        var stream = cluster.GetStreamProvider(InboxStreams.Provider)
            .GetStream<AnswerDraft>(StreamId.Create(InboxStreams.Drafts, tenant.ToString()));
        return new Subscription(await stream.SubscribeAsync((draft, _) =>
        {
            heard(draft);
            return Task.CompletedTask;
        }));
    }

    private sealed class Subscription(StreamSubscriptionHandle<AnswerDraft> handle) : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => new(handle.UnsubscribeAsync());
    }
}
