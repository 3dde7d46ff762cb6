using Athera.Messages;

namespace Athera.Conversations;

/// <summary>What a decision changes of a message recorded before or in it.</summary>
/// <param name="Was">Its aftermath before.</param>
/// <param name="Is">Its aftermath now, to be stored.</param>
internal sealed record Amendment(MessageAftermath Was, MessageAftermath Is)
{
    /// <summary>Everything that a decision's events change.</summary>
    /// <param name="before">The state before.</param>
    /// <param name="after">The state after.</param>
    /// <param name="events">The events.</param>
    /// <param name="recalled">What was read back of messages that the state does not follow.</param>
    public static IReadOnlyList<Amendment> Of(
        Conversation before, Conversation after, IReadOnlyList<ConversationEvent> events, IReadOnlyDictionary<long, Recalled> recalled)
    {
        var amendments = new List<Amendment>();
        foreach (var delivery in after.Deliveries)
        {
            var was = before.Deliveries.FirstOrDefault(d => d.Message == delivery.Message);
            // A message just queued needs none: that is what a missing one means.
            if (delivery != was && (was is not null || delivery.State != MessageState.Queued))
                amendments.Add(new Amendment(was ?? Untouched(delivery.Message, before, events), delivery));
        }
        foreach (var message in events.Select(MessageAftermath.TargetOf).OfType<long>().Distinct())
        {
            if (after.Follows(message))
                continue;
            var was = before.Deliveries.FirstOrDefault(d => d.Message == message)
                ?? recalled.GetValueOrDefault(message)?.Aftermath
                ?? Untouched(message, before, events);
            amendments.Add(new Amendment(was, Since(was, before, events)));
        }
        return amendments;
    }

    /// <summary>
    /// The events whose words nobody is to read any more: those of a message taken back, and wordings of one that are no longer counted.
    /// </summary>
    public IEnumerable<(long Sequence, ConversationEvent Event)> Unsaid(
        Conversation before, IReadOnlyList<ConversationEvent> events, IReadOnlyDictionary<long, Recalled> recalled)
    {
        var known = recalled.GetValueOrDefault(Is.Message);
        IEnumerable<long> sequences = (Was.Wordings ?? []).Concat(Since(Was, before, events, deletions: false).Wordings ?? [])
            .Except(Is.Wordings ?? []);
        if (Is.DeletedAt is not null && Was.DeletedAt is null)
            sequences = sequences.Append(Is.Message);
        foreach (var sequence in sequences.Distinct())
        {
            var @event = sequence > before.Sequence ? events[(int)(sequence - before.Sequence) - 1]
                : sequence == Is.Message ? known?.Event
                : known?.Wordings.GetValueOrDefault(sequence) ?? ParkedEvent(before, sequence);
            if (@event is not null)
                yield return (sequence, @event);
        }
    }

    /// <summary>The events of what waited for a message and is forgotten: it was taken back, or turned out to be known.</summary>
    public static IEnumerable<(long Sequence, ConversationEvent Event)> Forgotten(
        Conversation before, IReadOnlyList<ConversationEvent> events) =>
        before.Parked.Concat(events.Select((e, i) => e is NoticeParked parked ? new Parked(before.Sequence + 1 + i, parked.Notice) : null)
                .OfType<Parked>())
            .Where(p => p.Notice.Content is not null && events.Any(e => e switch
            {
                NoticeDropped dropped => dropped.NoticeId == p.Notice.NoticeId,
                NoticeParked { Notice: { Kind: ParkedKind.Deletion } deletion } => deletion.Target == p.Notice.Target,
                _ => false,
            }))
            .Select(p => (p.Sequence, (ConversationEvent)new NoticeParked(p.Notice)));

    private static NoticeParked? ParkedEvent(Conversation before, long sequence) =>
        before.Parked.FirstOrDefault(p => p.Sequence == sequence) is { } parked ? new NoticeParked(parked.Notice) : null;

    private static MessageAftermath Since(
        MessageAftermath aftermath, Conversation before, IReadOnlyList<ConversationEvent> events, bool deletions = true)
    {
        for (var i = 0; i < events.Count; i++)
        {
            if (MessageAftermath.TargetOf(events[i]) == aftermath.Message && (deletions || events[i] is not MessageDeleted))
                aftermath = aftermath.Apply(events[i], before.Sequence + 1 + i);
        }
        return aftermath;
    }

    private static MessageAftermath Untouched(long message, Conversation before, IReadOnlyList<ConversationEvent> events) =>
        MessageAftermath.Of(
            message,
            message > before.Sequence ? ConversationForm.Events.KindOf(events[(int)(message - before.Sequence) - 1]) : ConversationForm.Received);
}
