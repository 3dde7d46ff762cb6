using Athera.Channels;
using Athera.Contacts;

namespace Athera.Conversations;

/// <summary>Takes in what the contact wrote.</summary>
public static class Receiving
{
    /// <summary>A contact is reached by a handful of addresses; more is somebody playing.</summary>
    private const int MaxAddresses = 8;

    /// <summary>A provider's clock further ahead than this is wrong, and the time of receipt counts instead.</summary>
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromSeconds(60);

    /// <summary>
    /// Decides about a batch. Messages known already leave no event; if all are, the decision is empty and nothing is written.
    /// </summary>
    /// <param name="state">The conversation; empty when this is its first message.</param>
    /// <param name="command">What came.</param>
    /// <param name="known">Provider ids that the database holds already, found by an earlier try at this decision.</param>
    /// <param name="now">The circumstances.</param>
    public static Draft Receive(
        Conversation state, ReceiveMessages command, IReadOnlySet<string> known, Circumstances now)
    {
        var draft = new Draft(state);
        // A batch may hold a message twice, and more messages than the state remembers.
        var seen = new HashSet<string>(known);
        foreach (var message in InOrder(command, now))
        {
            if (state.RecentExternalIds.Contains(message.ExternalId) || !seen.Add(message.ExternalId))
                continue;
            if (!draft.State.Exists)
                Open(draft, command, message, now);
            Learn(draft, message.From);
            Take(draft, message, command.ReceivedAt, now);
        }
        return draft.Events.Count == 0 ? draft : draft.Proceed(now);
    }

    // Seconds are coarse: the place in the webhook breaks ties, and OrderBy keeps it.
    private static IEnumerable<InboundMessage> InOrder(ReceiveMessages command, Circumstances now) => command.Messages.Count == 1
        ? [Plausible(command.Messages[0], now)]
        : command.Messages.Select(m => Plausible(m, now)).OrderBy(m => m.SentAt ?? command.ReceivedAt);

    private static InboundMessage Plausible(InboundMessage message, Circumstances now) =>
        message.SentAt > now.Now + ClockTolerance ? message with { SentAt = null } : message;

    private static void Open(Draft draft, ReceiveMessages command, InboundMessage first, Circumstances now) =>
        draft.Raise(new ConversationOpened(
            command.Contact, command.Account, command.Channel, [.. first.From.Take(MaxAddresses)],
            (int?)now.Window?.TotalSeconds, command.NewContact, first.Name));

    private static void Learn(Draft draft, IReadOnlyList<Address> addresses)
    {
        foreach (var address in addresses)
        {
            if (!draft.State.Addresses.Contains(address) && draft.State.Addresses.Length < MaxAddresses)
                draft.Raise(new AddressLearned(address));
        }
    }

    private static void Take(Draft draft, InboundMessage message, DateTimeOffset receivedAt, Circumstances now)
    {
        if (draft.State.Status != ConversationStatus.Open)
            draft.Raise(new StatusChanged(ConversationStatus.Open, null, null));
        var sentAt = message.SentAt ?? receivedAt;
        var forAgent = draft.State.Responder == Responder.Agent
            && now.Profile.Enabled
            && now.Now - sentAt <= TimeSpan.FromSeconds(now.Profile.AnswerWithinSeconds);
        if (forAgent && now.Profile.SettleMs > 0 && draft.State.Turn is { } turn)
            draft.Raise(new TurnEnded(turn.Id, TurnEnding.Overtaken));
        var state = draft.State;
        draft.Raise(new MessageReceived
        {
            ExternalId = message.ExternalId,
            Content = message.Content,
            ReplyTo = message.ReplyTo,
            SentAt = message.SentAt,
            ReceivedAt = receivedAt,
            Late = sentAt < state.LastHeardAt,
            ForAgent = forAgent,
            AnswerAt = forAgent ? state.AnswerAtOfNewMessage(now) : null,
        });
        Fetching.RefuseBacklog(draft, message.Content);
    }

    // A burst is answered a settle time after it began, however long it goes on.
    private static DateTimeOffset AnswerAtOfNewMessage(this Conversation state, Circumstances now) =>
        state is { Unanswered.IsEmpty: false, AnswerAt: { } begun } ? begun : now.Now.AddMilliseconds(now.Profile.SettleMs);
}
