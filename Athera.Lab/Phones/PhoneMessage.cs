namespace Athera.Lab.Phones;

/// <summary>A message on a phone of the lab.</summary>
internal sealed record PhoneMessage
{
    /// <summary>The provider's id.</summary>
    public required string Id { get; init; }

    /// <summary>Opaque id of the phone it is on.</summary>
    public required string Phone { get; init; }

    public required PhoneChannel Channel { get; init; }

    /// <summary>Whether the customer wrote it.</summary>
    public required bool IsMine { get; init; }

    public required string Text { get; init; }

    public required DateTimeOffset At { get; init; }

    public MessageState State { get; init; }

    /// <summary>What a bubble cannot show otherwise: a kind that is no text, an error.</summary>
    public string? Note { get; init; }

    /// <summary>The change it last took part in.</summary>
    public long Version { get; init; }

    /// <summary>
    /// The message at a new state, or itself when that would go back: statuses come in any order. Failed is only left for
    /// a proof that it arrived after all.
    /// </summary>
    public PhoneMessage MovedTo(MessageState state, string? note, long version)
    {
        var arrived = state is MessageState.Delivered or MessageState.Read;
        var isProgress = State is MessageState.Failed ? arrived : state > State;
        return isProgress ? this with { State = state, Note = note ?? Note, Version = version } : this;
    }
}
