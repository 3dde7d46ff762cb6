using System.Collections.Immutable;
using Athera.Contacts;
using Athera.Messages;

namespace Athera.Conversations;

/// <summary>
/// Everything a conversation needs to know to decide, folded from its events. It knows nothing of Orleans, clocks or storage, and
/// its size does not depend on how long the conversation is.
/// </summary>
public sealed partial record Conversation
{
    /// <summary>Messages whose delivery is followed in memory; older ones are looked up when a receipt comes.</summary>
    public const int Followed = 32;

    /// <summary>Lines kept for the agent to read.</summary>
    public const int TailLength = 16;

    /// <summary>Messages waiting to be sent, at most; beyond it new ones are refused.</summary>
    public const int MaxOutbox = 100;

    /// <summary>Messages that may follow from one answer of an agent.</summary>
    public const int MaxParts = 4;

    /// <summary>
    /// Messages waiting for the agent that are told apart. When there are as many, they are answered as one even where each would be
    /// answered for itself, and of more than that the oldest are no longer counted.
    /// </summary>
    public const int MaxUnanswered = 1000;

    /// <summary>Provider ids of the newest messages received, kept to pass over repeats without asking the database.</summary>
    public const int Remembered = 32;

    /// <summary>A contact is reached by a handful of addresses; more is somebody playing.</summary>
    public const int MaxAddresses = 8;

    /// <summary>Notices kept until their message comes; of more than that the oldest are forgotten.</summary>
    public const int MaxParked = 32;

    /// <summary>A conversation nothing has happened in.</summary>
    public static Conversation Empty { get; } = new();

    /// <summary>The last event.</summary>
    public long Sequence { get; init; }

    /// <summary>Whose it is.</summary>
    public ContactId Contact { get; init; }

    /// <summary>The channel account.</summary>
    public ChannelAccountId Account { get; init; }

    /// <summary>The channel's kind.</summary>
    public string Channel { get; init; } = "";

    /// <summary>How the contact is reached.</summary>
    public ImmutableArray<Address> Addresses { get; init; } = [];

    /// <summary>The channel's limit for free text, if it has one.</summary>
    public int? WindowSeconds { get; init; }

    /// <summary>Open, snoozed or resolved.</summary>
    public ConversationStatus Status { get; init; } = ConversationStatus.Open;

    /// <summary>Until when it is snoozed.</summary>
    public DateTimeOffset? SnoozedUntil { get; init; }

    /// <summary>Who answers.</summary>
    public Responder Responder { get; init; } = Responder.Agent;

    /// <summary>Nobody answers only because no agent is to answer on the account; as soon as one is, it does.</summary>
    public bool LeftToPeople { get; init; }

    /// <summary>The user it is assigned to.</summary>
    public string? Assignee { get; init; }

    /// <summary>The team it is assigned to.</summary>
    public string? Team { get; init; }

    /// <summary>Its labels.</summary>
    public ImmutableArray<string> Labels { get; init; } = [];

    /// <summary>Messages from the contact since somebody last answered.</summary>
    public int Unread { get; init; }

    /// <summary>Since when the contact waits.</summary>
    public DateTimeOffset? WaitingSince { get; init; }

    /// <summary>The contact's latest word, by the provider's clock: opens the window, and tells what is late.</summary>
    public DateTimeOffset? LastHeardAt { get; init; }

    /// <summary>The contact has been told that an AI speaks.</summary>
    public bool Disclosed { get; init; }

    /// <summary>Messages the agent has not begun to answer, oldest first.</summary>
    public ImmutableArray<long> Unanswered { get; init; } = [];

    /// <summary>When to answer them.</summary>
    public DateTimeOffset? AnswerAt { get; init; }

    /// <summary>Tries already made at the unanswered messages that were lost.</summary>
    public int LostTries { get; init; }

    /// <summary>The turn under way.</summary>
    public RunningTurn? Turn { get; init; }

    /// <summary>Messages to the contact whose sending is not settled, oldest first. Only the first is ever under way.</summary>
    public ImmutableArray<Outgoing> Outbox { get; init; } = [];

    /// <summary>What became true of the newest messages to the contact, oldest first. Of others the database knows.</summary>
    public ImmutableArray<MessageAftermath> Deliveries { get; init; } = [];

    /// <summary>Provider ids of the newest messages received.</summary>
    public ImmutableArray<string> RecentExternalIds { get; init; } = [];

    /// <summary>The newest lines, for the agent.</summary>
    public ImmutableArray<Line> Tail { get; init; } = [];

    /// <summary>The newest message, for the inbox list.</summary>
    public LastMessage? Last { get; init; }

    /// <summary>The last event after which nobody waited: messages of the contact behind it are unread.</summary>
    public long AnsweredThrough { get; init; }

    /// <summary>What came before its message did, oldest first.</summary>
    public ImmutableArray<Parked> Parked { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>Everything sent up to here was delivered.</summary>
    public DateTimeOffset? DeliveredUpTo { get; init; }

    /// <summary>Everything sent up to here was read.</summary>
    public DateTimeOffset? ReadUpTo { get; init; }

    /// <summary>The newest word of the contact per scope.</summary>
    public ImmutableArray<ConsentMark> Consents { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>The contact came over an advertisement that widens the window if it is answered in time.</summary>
    public EntryPoint? Entry { get; init; }

    /// <summary>Until when the window is open because such a contact was answered.</summary>
    public DateTimeOffset? EntryClosesAt { get; init; }

    /// <summary>The last removal of a message; what was stored of the state before it still holds its words.</summary>
    public long RemovedAt { get; init; }

    /// <summary>Whether a message's aftermath is followed in memory.</summary>
    public bool Follows(long message) => Deliveries.Any(d => d.Message == message);

    /// <summary>Whether anything has happened.</summary>
    public bool Exists => Sequence > 0;

    /// <summary>When free text may no longer be sent.</summary>
    public DateTimeOffset? WindowClosesAt =>
        WindowSeconds is { } seconds ? Later(LastHeardAt?.AddSeconds(seconds), EntryClosesAt) : null;

    /// <summary>The message whose call to the provider may or may not have arrived.</summary>
    public Outgoing? CallUnderWay =>
        !Outbox.IsEmpty && Outbox[0] is { State: MessageState.Attempting or MessageState.Unknown } head ? head : null;

    /// <summary>Whether an answer of the agent has room in the outbox; while it has not, none is begun.</summary>
    public bool HasRoomForAnswer => Outbox.Length + MaxParts <= MaxOutbox;

    /// <summary>When something has to be done next, if anything has to.</summary>
    public DateTimeOffset? NextDue
    {
        get
        {
            var due = Turn?.Deadline ?? (HasRoomForAnswer ? TurnDueAt : null);
            if (!Outbox.IsEmpty)
                due = Earlier(due, Outbox[0].DueAt);
            due = Earlier(due, ConsentsDueAt);
            due = Earlier(due, CartsDueAt);
            due = Earlier(due, ChecksDueAt);
            due = Earlier(due, NextMediaDue);
            due = Earlier(due, LooseDueAt);
            return Status == ConversationStatus.Snoozed ? Earlier(due, SnoozedUntil) : due;
        }
    }

    private static DateTimeOffset? Later(DateTimeOffset? a, DateTimeOffset? b) => a is null || b > a ? b ?? a : a;

    private static DateTimeOffset? Earlier(DateTimeOffset? a, DateTimeOffset? b) => a is null || b < a ? b ?? a : a;
}

/// <summary>A message to the contact whose sending is not settled.</summary>
/// <param name="Message">The message.</param>
/// <param name="Content">What it says.</param>
/// <param name="State">Queued, attempting or unknown.</param>
/// <param name="Attempt">The attempts begun.</param>
/// <param name="DueAt">
/// Queued: not before. Attempting: unknown after. Unknown: the next step after, be it that receipts have had their time, that the
/// provider's list did not answer, or that it is asked again.
/// </param>
/// <param name="Silo">Attempting: the silo that makes the call. Unknown: the silo that asks the provider's list, while it does.</param>
/// <param name="Calls">The attempts that led to a call, as far as is known, without the one under way.</param>
/// <param name="By">Who wrote it; an agent where it was stored before that was written down.</param>
/// <param name="QueuedAt">When it was queued.</param>
/// <param name="Question">Unknown: the questions asked of the provider's list.</param>
/// <param name="AskUntil">Unknown: when to give up asking.</param>
/// <param name="ReplyTo">The provider's id of the message it quotes.</param>
/// <param name="Notice">What it is, if Athera says it by itself.</param>
/// <param name="Held">Queued: it waits until somebody has seen to the account.</param>
public sealed record Outgoing(
    long Message, MessageContent Content, MessageState State, int Attempt, DateTimeOffset DueAt, OpaqueId Silo, int Calls = 0,
    AuthorKind By = AuthorKind.Agent, DateTimeOffset QueuedAt = default, int Question = 0, DateTimeOffset? AskUntil = null,
    string? ReplyTo = null, AutomaticNotice? Notice = null, bool Held = false);

/// <summary>A line of the conversation as the agent reads it.</summary>
/// <param name="Message">The message.</param>
/// <param name="By">Who wrote it.</param>
/// <param name="Text">What it says.</param>
public sealed record Line(long Message, AuthorKind By, string Text)
{
    /// <summary>A message as a line.</summary>
    // A picture without words is still something the agent should know of.
    public static Line Of(long message, AuthorKind by, MessageContent content) =>
        new(message, by, content.Text ?? $"[{content.Kind.ToString().ToLowerInvariant()}]");

    /// <summary>Says who wrote it only.</summary>
    public override string ToString() => $"Line({Message}, {By})";
}

/// <summary>The newest message, shortened.</summary>
/// <param name="Message">The message.</param>
/// <param name="Direction">Which way.</param>
/// <param name="Kind">What it is.</param>
/// <param name="By">Who wrote it.</param>
/// <param name="Text">At most 200 characters of it.</param>
/// <param name="At">When Athera got it, or was asked to send it.</param>
/// <param name="EditedAt">When its author changed it.</param>
/// <param name="DeletedAt">When its author took it back.</param>
public sealed record LastMessage(
    long Message, MessageDirection Direction, MessageKind Kind, Author By, string? Text, DateTimeOffset At,
    DateTimeOffset? EditedAt = null, DateTimeOffset? DeletedAt = null)
{
    /// <summary>Characters kept of it.</summary>
    public const int MaxText = 200;

    /// <summary>Says which it is only.</summary>
    public override string ToString() => $"LastMessage({Message})";
}

/// <summary>What a contact said it wants to be sent over this channel account.</summary>
/// <param name="Scope">What about.</param>
/// <param name="Granted">Whether it may be sent.</param>
/// <param name="How">How it was said, one of <see cref="ConsentWays"/>.</param>
/// <param name="At">When, by the provider's clock.</param>
public sealed record ConsentMark(Channels.ConsentScope Scope, bool Granted, string How, DateTimeOffset At);

/// <summary>The contact came over an advertisement.</summary>
/// <param name="At">When it wrote, by the provider's clock.</param>
/// <param name="ClosesAt">When the window closes if it is answered within <see cref="AnswerWithin"/>.</param>
public sealed record EntryPoint(DateTimeOffset At, DateTimeOffset ClosesAt)
{
    /// <summary>An answer within this widens the window (a free entry point).</summary>
    public static TimeSpan AnswerWithin { get; } = TimeSpan.FromHours(24);
}
