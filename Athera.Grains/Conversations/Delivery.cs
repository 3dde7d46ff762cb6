using Athera.Messages;

namespace Athera.Conversations;

/// <summary>
/// What is known of a message's way to the contact. Reports come in any order, repeated, some never: the state only rises, in the
/// one order in which all of them end at the same place.
/// </summary>
public sealed record Delivery
{
    /// <summary>The message.</summary>
    public required long Message { get; init; }

    /// <summary>How far it has come.</summary>
    public required MessageState State { get; init; }

    /// <summary>The provider's id.</summary>
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
    public Delivery With(MessageState state, DateTimeOffset? at, string? externalId, Fault? fault)
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
    public Delivery Moved(MessageState state) => Rank(State) == 0 ? this with { State = state } : this;

    /// <summary>Says how far it came: some providers' ids hold the recipient's number.</summary>
    public override string ToString() => $"Delivery({Message}, {State})";

    private static int Rank(MessageState state) => state switch
    {
        MessageState.Sent => 1,
        MessageState.Failed => 2,
        MessageState.Delivered => 3,
        MessageState.Read => 4,
        _ => 0,
    };
}
