namespace Athera.Messages;

/// <summary>A message as shown to its tenant.</summary>
[GenerateSerializer, Immutable, Alias("Athera.MessageView")]
public sealed record MessageView
{
    /// <summary>Its id.</summary>
    [Id(0)] public required MessageId Id { get; init; }

    /// <summary>The conversation.</summary>
    [Id(1)] public required ConversationId ConversationId { get; init; }

    /// <summary>Its place in the conversation: what is later has a greater one.</summary>
    [Id(2)] public required long Position { get; init; }

    /// <summary>From the contact, to the contact, or a note.</summary>
    [Id(3)] public required MessageDirection Direction { get; init; }

    /// <summary>What it is.</summary>
    [Id(4)] public required MessageKind Kind { get; init; }

    /// <summary>What a person reads.</summary>
    [Id(5)] public string? Text { get; init; }

    /// <summary>What a button, row or form carries.</summary>
    [Id(6)] public string? Payload { get; init; }

    /// <summary>The provider's id of the message it quotes.</summary>
    [Id(7)] public string? ReplyTo { get; init; }

    /// <summary>Who wrote it.</summary>
    [Id(8)] public required Author Author { get; init; }

    /// <summary>The provider's id, once known.</summary>
    [Id(9)] public string? ExternalId { get; init; }

    /// <summary>How far it has come.</summary>
    [Id(10)] public required MessageState State { get; init; }

    /// <summary>Why it failed.</summary>
    [Id(11)] public Fault? Fault { get; init; }

    /// <summary>When it was sent, by the provider's clock.</summary>
    [Id(12)] public DateTimeOffset? SentAt { get; init; }

    /// <summary>When Athera got it, or was asked to send it.</summary>
    [Id(13)] public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>When it became durable.</summary>
    [Id(14)] public required DateTimeOffset CommittedAt { get; init; }

    /// <summary>It arrived after a message that was sent later.</summary>
    [Id(15)] public bool Late { get; init; }

    /// <summary>Its files.</summary>
    [Id(16)] public IReadOnlyList<MediaView> Media { get; init; } = [];

    /// <summary>The signs people put on it, at most one each.</summary>
    [Id(17)] public IReadOnlyList<Reaction> Reactions { get; init; } = [];

    /// <summary>When its author last changed it; the text is the new one.</summary>
    [Id(18)] public DateTimeOffset? EditedAt { get; init; }

    /// <summary>When its author took it back; what it said is gone.</summary>
    [Id(19)] public DateTimeOffset? DeletedAt { get; init; }

    /// <summary>The parts of what it says that are not text: place, cards, cart, referral, choices, template.</summary>
    [Id(20)] public MessageContent? Parts { get; init; }

    /// <summary>Says the id only.</summary>
    public override string ToString() => $"MessageView({Id})";
}

/// <summary>Which way a message goes. The numbers are stored: never change or reuse one.</summary>
[GenerateSerializer, Alias("Athera.MessageDirection")]
public enum MessageDirection
{
    /// <summary>From the contact.</summary>
    In = 0,

    /// <summary>To the contact.</summary>
    Out = 1,

    /// <summary>Among users; the contact never sees it.</summary>
    Note = 2,
}

/// <summary>Who wrote a message.</summary>
/// <param name="Kind">Contact, agent, user, or somebody outside Athera.</param>
/// <param name="Id">Who of that kind; opaque.</param>
[GenerateSerializer, Immutable, Alias("Athera.Author")]
public sealed record Author([property: Id(0)] AuthorKind Kind, [property: Id(1)] string? Id);

/// <summary>Kinds of author. The numbers are stored: never change or reuse one.</summary>
[GenerateSerializer, Alias("Athera.AuthorKind")]
public enum AuthorKind : short
{
    /// <summary>The tenant's customer.</summary>
    Contact = 1,

    /// <summary>An AI agent.</summary>
    Agent = 2,

    /// <summary>A person in the inbox, or a program with a key of the tenant.</summary>
    User = 3,

    /// <summary>Somebody of the tenant, outside Athera.</summary>
    External = 4,
}
