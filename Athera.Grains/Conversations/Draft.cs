namespace Athera.Conversations;

/// <summary>A decision being made: the events so far and the state they lead to.</summary>
/// <param name="state">The state before.</param>
public sealed class Draft(Conversation state)
{
    private readonly List<ConversationEvent> _events = [];

    /// <summary>The state after the events so far.</summary>
    public Conversation State { get; private set; } = state;

    /// <summary>The events so far. The first follows the state before.</summary>
    public IReadOnlyList<ConversationEvent> Events => _events;

    /// <summary>Adds an event.</summary>
    public Draft Raise(ConversationEvent @event)
    {
        State = State.Apply(@event);
        _events.Add(@event);
        return this;
    }
}
