namespace Athera.Api.Inbox;

/// <summary>What one connection is doing.</summary>
internal sealed class InboxSession
{
    /// <summary>Brings it the feed, once it has subscribed.</summary>
    public CursorPump? Pump { get; set; }

    /// <summary>The group of the conversation it has open.</summary>
    public string? Viewing { get; set; }

    /// <summary>Has the tenant's drafts heard on this process, from when it opened its first conversation.</summary>
    public IDisposable? Drafts { get; set; }

    /// <summary>Ends its subscription; nothing more is brought when this returns.</summary>
    public async Task Stop()
    {
        if (Pump is { } pump)
            await pump.DisposeAsync();
        Pump = null;
    }
}
