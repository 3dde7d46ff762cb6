using Athera.Channels;
using Athera.Contacts;
using Athera.Conversations.Choosing;
using Athera.Messages;

namespace Athera.Conversations;

/// <summary>Takes in what the contact wrote, and what else a webhook tells of the thread with it.</summary>
public static class Receiving
{
    /// <summary>A provider's clock further ahead than this is wrong, and the time of receipt counts instead.</summary>
    internal static TimeSpan ClockTolerance { get; } = TimeSpan.FromSeconds(60);

    /// <summary>
    /// Decides about a batch: its messages, and then its notices. What is known already leaves no event; if all is, the decision is
    /// empty and nothing is written.
    /// </summary>
    /// <param name="state">The conversation; empty when this is its first message.</param>
    /// <param name="command">What came.</param>
    /// <param name="recollection">What the database knows of it, found before or by an earlier try at this decision.</param>
    /// <param name="now">The circumstances.</param>
    public static Draft Receive(
        Conversation state, ReceiveMessages command, Recollection recollection, Circumstances now)
    {
        var draft = new Draft(state);
        // A batch may hold a message twice, and more messages than the state remembers.
        var seen = new HashSet<string>(recollection.Messages);
        foreach (var message in InOrder(command, now))
        {
            if (state.RecentExternalIds.Contains(message.ExternalId) || !seen.Add(message.ExternalId))
                continue;
            if (!draft.State.Exists)
                draft.Open(command, message.From, message.Name, now);
            Learn(draft, message.From);
            Take(draft, message, command, now);
            draft.Unpark(message.ExternalId, now);
        }
        draft.Notice(command, recollection, now);
        return draft.Events.Count == 0 ? draft : draft.Proceed(now);
    }

    // Seconds are coarse: the place in the webhook breaks ties, and OrderBy keeps it.
    private static IEnumerable<InboundMessage> InOrder(ReceiveMessages command, Circumstances now) => command.Messages.Count == 1
        ? [Plausible(command.Messages[0], now)]
        : command.Messages.Select(m => Plausible(m, now)).OrderBy(m => m.SentAt ?? command.ReceivedAt);

    private static InboundMessage Plausible(InboundMessage message, Circumstances now) =>
        message.SentAt > now.Now + ClockTolerance ? message with { SentAt = null } : message;

    /// <summary>Opens the conversation.</summary>
    internal static void Open(
        this Draft draft, ReceiveMessages command, IEnumerable<Address> addresses, string? name, Circumstances now)
    {
        draft.Raise(new ConversationOpened(
            command.Contact, command.Account, command.Channel, [.. addresses.Take(Conversation.MaxAddresses)],
            (int?)now.Window?.TotalSeconds, command.NewContact, name));
        if (now.Recorded is { Granted: false } refused)
            draft.TakeWord(ConsentScope.Everything, false, ConsentWays.Person, refused.At, user: refused.User ?? refused.Source);
    }

    private static void Learn(Draft draft, IReadOnlyList<Address> addresses)
    {
        foreach (var address in addresses)
        {
            if (!draft.State.Addresses.Contains(address) && draft.State.Addresses.Length < Conversation.MaxAddresses)
                draft.Raise(new AddressLearned(address));
        }
    }

    private static void Take(Draft draft, InboundMessage message, ReceiveMessages command, Circumstances now)
    {
        if (draft.State.Status != ConversationStatus.Open)
            draft.Raise(new StatusChanged(ConversationStatus.Open, null, null));
        draft.FollowAccount(now);
        var sentAt = message.SentAt ?? command.ReceivedAt;
        var takenBack = draft.State.IsTakenBack(message.ExternalId, command);
        var plea = Heeding.Read(draft.State, message, now);
        message = message with { Content = ChoiceAnswer.Read(draft.State, message.Content, now) };
        var forAgent = !takenBack && !plea.IsAsked && message.Content.Kind != MessageKind.StoryMention
            && draft.State.Responder == Responder.Agent
            && now.Profile.Enabled
            && now.Now - sentAt <= TimeSpan.FromSeconds(now.Profile.AnswerWithinSeconds);
        var asksForPerson = forAgent && HandOverWords.Ask(message.Content.Text, now.Profile.HandOver);
        forAgent &= !asksForPerson;
        // What a tool has done already would be done again: such a turn comes to its end, and the next one sees both. Where people are to
        // answer by now there is no next one, and they are not to find this message behind an answer to the one before.
        if ((now.OnlyPeople || (forAgent && now.Profile.SettleMs > 0)) && draft.State.Turn is { Acts: false } turn)
            draft.Raise(new TurnEnded(turn.Id, TurnEnding.Overtaken));
        var state = draft.State;
        draft.Raise(new MessageReceived
        {
            ExternalId = message.ExternalId,
            Content = takenBack ? Wording.Emptied(message.Content) : message.Content,
            ReplyTo = takenBack ? null : message.ReplyTo,
            SentAt = message.SentAt,
            ReceivedAt = command.ReceivedAt,
            Late = sentAt < state.LastHeardAt,
            ForAgent = forAgent,
            AnswerAt = forAgent ? state.AnswerAtOfNewMessage(now) : null,
            Keyword = message.Keyword,
            IsOrder = !takenBack && message.Content.Cart is not null,
            EntryClosesAt = message.Content.Referral is { Source: "ad" or "post" } ? sentAt + now.EntryWindow : null,
        });
        if (!takenBack)
            Fetching.RefuseBacklog(draft, message.Content);
        draft.Heed(plea, sentAt, now);
        draft.Watch(state, message.Content, now.Profile);
        if (asksForPerson)
            draft.HandOver("requested");
    }

    // A burst is answered a settle time after it began, however long it goes on.
    private static DateTimeOffset AnswerAtOfNewMessage(this Conversation state, Circumstances now) =>
        state is { Unanswered.IsEmpty: false, AnswerAt: { } begun } ? begun : now.Now.AddMilliseconds(now.Profile.SettleMs);
}
