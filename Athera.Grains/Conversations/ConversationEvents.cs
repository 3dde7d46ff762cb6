using System.Text.Json.Serialization;
using Athera.Channels;
using Athera.Contacts;
using Athera.Messages;

namespace Athera.Conversations;

/// <summary>Something that happened in a conversation. These are written down for years: add members, never rename or reuse them.</summary>
public abstract record ConversationEvent
{
    /// <summary>Says what happened, and not what was said.</summary>
    public sealed override string ToString() => GetType().Name;
}

/// <summary>The first message of an identity opened it.</summary>
/// <param name="Contact">Whose it is.</param>
/// <param name="Account">The channel account.</param>
/// <param name="Channel">The channel's kind.</param>
/// <param name="Addresses">How the contact is reached, the most stable first.</param>
/// <param name="WindowSeconds">How long after the contact's last message free text may be sent, if the channel limits that.</param>
/// <param name="BearsContact">The contact comes to be in the same write.</param>
/// <param name="Name">The contact's profile name, if the channel gave one.</param>
public sealed record ConversationOpened(
    ContactId Contact, ChannelAccountId Account, string Channel, IReadOnlyList<Address> Addresses, int? WindowSeconds,
    bool BearsContact, string? Name) : ConversationEvent;

/// <summary>The contact became known by one more address.</summary>
/// <param name="Address">The address.</param>
public sealed record AddressLearned(Address Address) : ConversationEvent;

/// <summary>The contact wrote.</summary>
public sealed record MessageReceived : ConversationEvent
{
    /// <summary>The provider's id.</summary>
    public required string ExternalId { get; init; }

    /// <summary>What it says.</summary>
    public required MessageContent Content { get; init; }

    /// <summary>The provider's id of the message it quotes.</summary>
    public string? ReplyTo { get; init; }

    /// <summary>By the provider's clock.</summary>
    public DateTimeOffset? SentAt { get; init; }

    /// <summary>By the silo's clock.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>It came after a message sent later.</summary>
    public bool Late { get; init; }

    /// <summary>It waits for an answer of the agent: it is not too old, and the agent answers this conversation.</summary>
    public bool ForAgent { get; init; }

    /// <summary>When the burst it belongs to is answered, if it is for the agent.</summary>
    public DateTimeOffset? AnswerAt { get; init; }

    /// <summary>The provider has acted on a word in it, and answered it.</summary>
    public Keyword? Keyword { get; init; }

    /// <summary>It brings a cart, of which an order is to be made.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] public bool IsOrder { get; init; }

    /// <summary>It came over an advertisement: until when free text may be sent if it is answered in time.</summary>
    public DateTimeOffset? EntryClosesAt { get; init; }
}

/// <summary>An agent began to work on an answer.</summary>
/// <param name="Agent">Which agent.</param>
/// <param name="Messages">The messages it answers.</param>
/// <param name="Deadline">After this it counts as lost.</param>
/// <param name="Try">Which try at these messages it is, from 1.</param>
/// <param name="Silo">The silo that works on it: when that is gone, so is the work.</param>
public sealed record TurnStarted(
    AgentId Agent, IReadOnlyList<long> Messages, DateTimeOffset Deadline, int Try, OpaqueId Silo) : ConversationEvent
{
    /// <summary>By the silo's clock.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>The published version of the agent's profile.</summary>
    public int Version { get; init; }

    /// <summary>What it begins with instead of messages.</summary>
    public GivenCall? Given { get; init; }
}

/// <summary>A turn ended.</summary>
/// <param name="Turn">Which turn.</param>
/// <param name="Ending">How.</param>
/// <param name="Fault">Why it failed, if it did.</param>
/// <param name="Model">The model that answered.</param>
/// <param name="InputTokens">Tokens read.</param>
/// <param name="OutputTokens">Tokens written.</param>
/// <param name="AnswerAt">When its messages are tried again, if they are.</param>
public sealed record TurnEnded(
    long Turn, TurnEnding Ending, string? Fault = null, string? Model = null, int InputTokens = 0, int OutputTokens = 0,
    DateTimeOffset? AnswerAt = null) : ConversationEvent
{
    /// <summary>What the model was told beside the conversation, as a hash.</summary>
    public string? Prompt { get; init; }

    /// <summary>What the last answer cost, in millionths of the price table's currency; those before it say so themselves.</summary>
    public long Micros { get; init; }

    /// <summary>What the model said, where the messages sent do not show it as one text; for replays.</summary>
    public string? Said { get; init; }
}

/// <summary>How a turn ended. The numbers are stored: never change or reuse one.</summary>
public enum TurnEnding
{
    /// <summary>Its reply was queued.</summary>
    Replied = 1,

    /// <summary>It failed for good; a person has to answer.</summary>
    Failed = 2,

    /// <summary>The contact wrote again meanwhile; another turn answers both.</summary>
    Overtaken = 3,

    /// <summary>A person took over meanwhile.</summary>
    TakenOver = 4,

    /// <summary>Its silo is gone or it ran out of time; it is tried again.</summary>
    Lost = 5,
}

/// <summary>A message to the contact is to be sent.</summary>
public sealed record MessageQueued : ConversationEvent
{
    /// <summary>What it says.</summary>
    public required MessageContent Content { get; init; }

    /// <summary>Who wrote it.</summary>
    public required Author Author { get; init; }

    /// <summary>The turn it is the reply of, if an agent wrote it.</summary>
    public long? Turn { get; init; }

    /// <summary>The writer's own id for it, if a person wrote it.</summary>
    public string? ClientMessageId { get; init; }

    /// <summary>By the silo's clock.</summary>
    public required DateTimeOffset QueuedAt { get; init; }

    /// <summary>It tells the contact that an AI is speaking.</summary>
    public bool Discloses { get; init; }

    /// <summary>The provider's id of the message it quotes.</summary>
    public string? ReplyTo { get; init; }

    /// <summary>What it is, if Athera says it by itself.</summary>
    public AutomaticNotice? Notice { get; init; }
}

/// <summary>A call to the provider is about to be made. Committed before the call, so that a crash leaves a trace of it.</summary>
/// <param name="Message">The message.</param>
/// <param name="Attempt">Which attempt, from 1.</param>
/// <param name="Deadline">After this its outcome counts as unknown.</param>
/// <param name="Silo">The silo that makes the call: when that is gone, nobody will hear how it ended.</param>
/// <param name="At">When, by the silo's clock.</param>
public sealed record SendAttempted(
    long Message, int Attempt, DateTimeOffset Deadline, OpaqueId Silo, DateTimeOffset? At = null) : ConversationEvent
{
    /// <summary>Up to when the rate at which this recipient may be written to is used up with it.</summary>
    public DateTimeOffset? PaidAt { get; init; }
}

/// <summary>A call to the provider ended.</summary>
/// <param name="Message">The message.</param>
/// <param name="Attempt">Which attempt.</param>
/// <param name="Result">How.</param>
/// <param name="ExternalId">The provider's id, when it took it.</param>
/// <param name="Fault">Why not.</param>
/// <param name="NextAt">When to try again (deferred), or to decide without further evidence (unknown).</param>
/// <param name="NotCalled">Deferred without a call: the account's line was too long, or its provider is not called for a while.</param>
/// <param name="Reached">How far the message has come, if receipts had already told more than this does.</param>
public sealed record SendSettled(
    long Message, int Attempt, SendResult Result, string? ExternalId = null, Fault? Fault = null, DateTimeOffset? NextAt = null,
    bool NotCalled = false, MessageState? Reached = null) : ConversationEvent;

/// <summary>The provider's list is asked about a send of unknown outcome. Committed before the call, like an attempt.</summary>
/// <param name="Message">The message.</param>
/// <param name="Attempt">The attempt in doubt.</param>
/// <param name="Question">Which question about it, from 1.</param>
/// <param name="Deadline">After this no answer comes any more.</param>
/// <param name="Until">When to give up asking.</param>
/// <param name="Silo">The silo that asks.</param>
public sealed record EvidenceSought(
    long Message, int Attempt, int Question, DateTimeOffset Deadline, DateTimeOffset Until, OpaqueId Silo) : ConversationEvent;

/// <summary>The provider's list could not be read.</summary>
/// <param name="Message">The message.</param>
/// <param name="Attempt">The attempt in doubt.</param>
/// <param name="Question">The question that was not answered.</param>
/// <param name="NextAt">When to ask again.</param>
/// <param name="Fault">Why.</param>
public sealed record EvidenceMissed(
    long Message, int Attempt, int Question, DateTimeOffset NextAt, Fault Fault) : ConversationEvent;

/// <summary>The provider reported about a message sent.</summary>
/// <param name="Message">The message.</param>
/// <param name="ExternalId">The provider's id of it.</param>
/// <param name="State">Sent, delivered, read or failed.</param>
/// <param name="At">By the provider's clock.</param>
/// <param name="Fault">Why it failed.</param>
/// <param name="Reached">How far the message has come, if that is not what this receipt says: a late one changes nothing of it.</param>
public sealed record ReceiptRecorded(
    long Message, string ExternalId, MessageState State, DateTimeOffset At, Fault? Fault, MessageState? Reached = null)
    : ConversationEvent;

/// <summary>Somebody else answers from now on.</summary>
/// <param name="Responder">Who.</param>
/// <param name="Reason">Why: <c>taken_over</c>, <c>resumed</c>, <c>assigned</c>, <c>turn_failed</c>, <c>requested</c>, <c>resolved</c>,
/// <c>written_elsewhere</c>, <c>asked_to_stop</c>, <c>opted_in</c>, <c>over_budget</c>, <c>loop</c>, <c>tool_outcome_unknown</c>,
/// <c>approval_expired</c>, <c>low_confidence</c>, <c>complaint</c>, <c>no_agent</c>, <c>agent_named</c>.</param>
/// <param name="User">The user who did it, if one did.</param>
public sealed record ResponderChanged(Responder Responder, string Reason, string? User) : ConversationEvent;

/// <summary>It was given to somebody.</summary>
/// <param name="Assignee">The user, or nobody.</param>
/// <param name="Team">The team, or none.</param>
/// <param name="User">Who did it.</param>
public sealed record ConversationAssigned(string? Assignee, string? Team, string User) : ConversationEvent;

/// <summary>Its status changed.</summary>
/// <param name="Status">The new status.</param>
/// <param name="Until">Until when it is snoozed.</param>
/// <param name="User">Who did it; <see langword="null"/> when the contact's message or the time did.</param>
public sealed record StatusChanged(ConversationStatus Status, DateTimeOffset? Until, string? User) : ConversationEvent;

/// <summary>A note among users.</summary>
/// <param name="Text">What it says.</param>
/// <param name="User">Who wrote it.</param>
/// <param name="At">When.</param>
public sealed record NoteAdded(string Text, string User, DateTimeOffset At) : ConversationEvent;

/// <summary>Its labels were set.</summary>
/// <param name="Labels">All of them.</param>
/// <param name="User">Who did it.</param>
public sealed record LabelsSet(IReadOnlyList<string> Labels, string User) : ConversationEvent;
