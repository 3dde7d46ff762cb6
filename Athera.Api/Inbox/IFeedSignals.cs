namespace Athera.Api.Inbox;

/// <summary>Tells that a tenant's feed has grown. It may be silent or say so twice, so it only ever means: look.</summary>
internal interface IFeedSignals
{
    /// <summary>Calls back until what it gives is disposed of.</summary>
    Task<IAsyncDisposable> Listen(TenantId tenant, Action heard);
}
