using Athera.Sourcing;

namespace Athera.Channels;

/// <summary>Decides about a channel account: state and command in, events out.</summary>
internal static class ChannelAccountDecisions
{
    private static readonly Refusal Removed = new(RefusalKind.Conflict, "account_removed", "This account was removed.");

    /// <summary>Connects it. One that is connected already stays as it is.</summary>
    public static Decision<ChannelAccountEvent> Connect(ChannelAccount account, AccountConnected connected) =>
        account.Sequence == 0 ? connected
        : account.Connected ? Decision<ChannelAccountEvent>.Nothing
        : Removed;

    /// <summary>Changes it. Who answers is an event of its own, so that its history tells when that was somebody else.</summary>
    public static Decision<ChannelAccountEvent> Change(ChannelAccount account, IChannel channel, ChangeChannelAccount command)
    {
        if (!account.Connected)
            return Refusal.NotFound;
        var events = new List<ChannelAccountEvent>();
        if (command.Agent is { } agent && agent != account.Agent)
            events.Add(new AccountAgentNamed(agent));
        if (command is { Agent: not null, Name: null, Settings.Count: 0, MessagesPerSecond: null })
            return new Decision<ChannelAccountEvent>(events);
        var settings = new Dictionary<string, string>(account.Settings);
        foreach (var (field, value) in command.Settings)
            settings[field] = value;
        var changed = new AccountChanged(
            command.Name ?? account.Name, settings, command.MessagesPerSecond ?? account.MessagesPerSecond);
        var problems = ChannelAccountRules.Check(channel, changed.Name, settings, changed.MessagesPerSecond);
        return problems.Count > 0 ? Refusal.Invalid(problems) : new Decision<ChannelAccountEvent>([.. events, changed]);
    }
}
