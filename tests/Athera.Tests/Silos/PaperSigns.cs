using System.Collections.Concurrent;
using Athera.Channels;

namespace Athera.Tests.Silos;

/// <summary>Signs that somebody reads or writes, as a channel on paper shows them: by the number of the account.</summary>
internal sealed class PaperSigns : ISignals
{
    private readonly ConcurrentQueue<(string Number, bool Typing)> _shown = new();

    public TimeSpan TypingLasts { get; } = TimeSpan.FromSeconds(25);

    /// <summary>Whether somebody was seen writing over an account.</summary>
    public bool SawTyping(string number) => _shown.Contains((number, true));

    public Task ShowAsync(ChannelSettings settings, SignalTarget target, bool typing, CancellationToken cancellation)
    {
        _shown.Enqueue((settings["number"]!, typing));
        return Task.CompletedTask;
    }
}
