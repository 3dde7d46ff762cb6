using Athera.Inbox;

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
    public Task<IAsyncDisposable> Listen(TenantId tenant, Action<AnswerDraft> heard) =>
        TenantStream.ListenAsync(cluster, InboxStreams.Drafts, tenant, heard);
}
