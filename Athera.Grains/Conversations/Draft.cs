using Athera.Messages;

namespace Athera.Conversations;

/// <summary>A decision being made: the events so far and the state they lead to.</summary>
/// <param name="state">The state before.</param>
public sealed class Draft(Conversation state)
{
    private readonly List<ConversationEvent> _events = [];
    private readonly long _before = state.Sequence;

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

    /// <summary>The message with this provider's id, if the state or this decision or the database knows it.</summary>
    /// <param name="externalId">The provider's id.</param>
    /// <param name="recollection">What the database knows.</param>
    internal Target? Find(string externalId, Recollection recollection)
    {
        var recalled = recollection.Targets.GetValueOrDefault(externalId);
        if (State.Deliveries.FirstOrDefault(d => d.ExternalId == externalId) is { } followed)
            return new Target(followed.Message, false, followed, ContentOf(followed.Message) ?? Content(recalled));
        for (var i = 0; i < _events.Count; i++)
        {
            if (_events[i] is MessageReceived e && e.ExternalId == externalId)
                return new Target(Place(i), true, Since(MessageAftermath.Of(Place(i), ConversationForm.Received)), e.Content);
        }
        if (recalled is null)
            return null;
        var aftermath = State.Deliveries.FirstOrDefault(d => d.Message == recalled.Message) ?? Since(recalled.Aftermath);
        return new Target(recalled.Message, recalled.Event is MessageReceived, aftermath, Content(recalled));
    }

    private static MessageContent? Content(Recalled? recalled) => recalled is null ? null : Wording.Of(recalled.Event);

    private MessageContent? ContentOf(long message) =>
        message > _before ? Wording.Of(_events[(int)(message - _before) - 1]) : null;

    private long Place(int index) => _before + 1 + index;

    private MessageAftermath Since(MessageAftermath aftermath)
    {
        for (var i = 0; i < _events.Count; i++)
        {
            if (MessageAftermath.TargetOf(_events[i]) == aftermath.Message)
                aftermath = aftermath.Apply(_events[i], Place(i));
        }
        return aftermath;
    }
}

/// <summary>A message that something is about.</summary>
/// <param name="Message">Which.</param>
/// <param name="Inbound">The contact wrote it.</param>
/// <param name="Aftermath">What is true of it so far.</param>
/// <param name="Content">What it said when it was recorded, where that is known.</param>
internal sealed record Target(long Message, bool Inbound, MessageAftermath Aftermath, MessageContent? Content)
{
    /// <summary>Says which it is only.</summary>
    public override string ToString() => $"Target({Message})";
}
