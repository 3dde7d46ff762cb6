using Athera.Api.Inbox;

namespace Athera.Api.Chat;

/// <summary>What one visitor's connection is doing.</summary>
/// <param name="time">The clock.</param>
internal sealed class ChatSeat(TimeProvider time)
{
    /// <summary>Messages: nobody types faster for long.</summary>
    public Allowance Messages { get; } = new(20, 1, time);

    /// <summary>Everything that is no message.</summary>
    public Allowance Signs { get; } = new(30, 5, time);

    /// <summary>Files asked for: a page shows those of fifty messages at once.</summary>
    public Allowance Files { get; } = new(100, 5, time);

    /// <summary>Brings it the transcript, once it has resumed.</summary>
    public CursorPump? Pump { get; set; }

    /// <summary>Says when to look, as long as the pump runs.</summary>
    public ChatListener? Listener { get; set; }

    /// <summary>The group of its conversation, once there is one.</summary>
    public string? Group { get; set; }

    /// <summary>Whether it holds one of the places.</summary>
    public bool Entered { get; set; }

    /// <summary>Ends what is brought; nothing more is when this returns.</summary>
    public async Task Stop()
    {
        if (Pump is { } pump)
            await pump.DisposeAsync();
        (Pump, Listener) = (null, null);
    }
}
