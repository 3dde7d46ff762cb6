namespace Athera.Conversations;

/// <summary>What the database knows of what came, found before it is decided about.</summary>
public sealed class Recollection
{
    /// <summary>Nothing.</summary>
    public static Recollection Nothing { get; } = new();

    /// <summary>Provider ids of messages it holds already.</summary>
    public HashSet<string> Messages { get; } = [];

    /// <summary>Provider ids of notices it holds already.</summary>
    public HashSet<string> Notices { get; } = [];

    /// <summary>Messages that notices are about, by the provider's id.</summary>
    public Dictionary<string, Recalled> Targets { get; } = [];
}

/// <summary>A message as it was read back.</summary>
/// <param name="Message">Which.</param>
/// <param name="Event">The event that brought it.</param>
/// <param name="Aftermath">What became true of it since.</param>
/// <param name="Wordings">Events that hold wordings of it, by their sequence, where they may have to be overwritten.</param>
public sealed record Recalled(
    long Message, ConversationEvent Event, MessageAftermath Aftermath, IReadOnlyDictionary<long, ConversationEvent> Wordings)
{
    /// <summary>Says which it is only.</summary>
    public override string ToString() => $"Recalled({Message})";
}
