using Athera.Messages;

namespace Athera.Conversations;

/// <summary>
/// What became true of a message since it was recorded: its way to the contact, what its author changed, the signs put on it, its files.
/// Reports come in any order, repeated, some never: each part only moves on, in the one order in which all of them end at the same place.
/// It is stored as the message's overlay; what the first release stored there was the way to the contact alone, and reads as one.
/// </summary>
public sealed partial record MessageAftermath
{
    /// <summary>What is true of a message nothing has happened to.</summary>
    /// <param name="message">The message.</param>
    /// <param name="kind">The stored name of the event that brought it.</param>
    public static MessageAftermath Of(long message, string kind) => new()
    {
        Message = message,
        State = kind switch
        {
            ConversationForm.Queued => MessageState.Queued,
            ConversationForm.Echoed => MessageState.Sent,
            _ => MessageState.Received,
        },
    };

    /// <summary>The message.</summary>
    public required long Message { get; init; }

    /// <summary>How far it has come; always received for one from the contact.</summary>
    public required MessageState State { get; init; }

    /// <summary>The provider's id, of one to the contact.</summary>
    public string? ExternalId { get; init; }

    /// <summary>Why it failed.</summary>
    public Fault? Fault { get; init; }

    /// <summary>When the provider says it was sent.</summary>
    public DateTimeOffset? SentAt { get; init; }

    /// <summary>When it was delivered.</summary>
    public DateTimeOffset? DeliveredAt { get; init; }

    /// <summary>When it was read.</summary>
    public DateTimeOffset? ReadAt { get; init; }

    /// <summary>When it failed.</summary>
    public DateTimeOffset? FailedAt { get; init; }

    /// <summary>When the newest call for it began, by the silo's clock: not later than it was sent.</summary>
    public DateTimeOffset? AttemptedAt { get; init; }

    /// <summary>What it says now, if its author changed it.</summary>
    public Revision? Revision { get; init; }

    /// <summary>The events that hold former and present wordings, so that none outlives the message; at most <see cref="MaxWordings"/>.</summary>
    public IReadOnlyList<long>? Wordings { get; init; }

    /// <summary>When its author took it back; everything it said is gone.</summary>
    public DateTimeOffset? DeletedAt { get; init; }

    /// <summary>The newest word of each who put a sign on it or took one away.</summary>
    public IReadOnlyList<ReactionMark>? Reactions { get; init; }

    /// <summary>What became of its files, by their place in it; one that is missing is still to be fetched.</summary>
    public IReadOnlyList<MediaOutcome>? Media { get; init; }

    /// <summary>
    /// Whether a report of this state would add anything. A failure outranks "sent", which may come late; proof that it arrived
    /// outranks a failure, which providers report for one device of several.
    /// </summary>
    public bool IsNews(MessageState state) => Rank(state) > Rank(State) || state switch
    {
        MessageState.Sent => SentAt is null,
        MessageState.Delivered => DeliveredAt is null,
        MessageState.Read => ReadAt is null,
        MessageState.Failed => FailedAt is null,
        _ => false,
    };

    /// <summary>Takes in a report.</summary>
    public MessageAftermath With(MessageState state, DateTimeOffset? at, string? externalId, Fault? fault)
    {
        var rises = Rank(state) > Rank(State);
        var next = rises ? state : State;
        return this with
        {
            State = next,
            ExternalId = ExternalId ?? externalId,
            Fault = next == MessageState.Failed ? fault ?? Fault : next is MessageState.Delivered or MessageState.Read ? null : Fault,
            SentAt = state == MessageState.Sent ? SentAt ?? at : SentAt,
            DeliveredAt = state == MessageState.Delivered ? DeliveredAt ?? at : DeliveredAt,
            ReadAt = state == MessageState.Read ? ReadAt ?? at : ReadAt,
            FailedAt = state == MessageState.Failed ? FailedAt ?? at : FailedAt,
        };
    }

    /// <summary>Moves it where Athera's own work has brought it: queued, attempting and unknown follow each other freely.</summary>
    public MessageAftermath Moved(MessageState state) => Rank(State) == 0 ? this with { State = state } : this;

    /// <summary>Says how far it came: some providers' ids hold the recipient's number.</summary>
    public override string ToString() => $"MessageAftermath({Message}, {State})";

    private static int Rank(MessageState state) => state switch
    {
        MessageState.Sent => 1,
        MessageState.Failed => 2,
        MessageState.Delivered => 3,
        MessageState.Read => 4,
        _ => 0,
    };
}
