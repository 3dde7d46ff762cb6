using Athera.Messages;

namespace Athera.Api.Conversations;

/// <summary>A message.</summary>
public sealed record MessageBody
{
    /// <summary>Its id.</summary>
    public required MessageId Id { get; init; }

    /// <summary>The conversation.</summary>
    public required ConversationId ConversationId { get; init; }

    /// <summary>Its place in the conversation: what is later has a greater one.</summary>
    public required long Position { get; init; }

    /// <summary>From the contact, to the contact, or a note.</summary>
    public required MessageDirection Direction { get; init; }

    /// <summary>What it is.</summary>
    public required MessageKind Kind { get; init; }

    /// <summary>What a person reads.</summary>
    public required string? Text { get; init; }

    /// <summary>What a button, row or form carries for programs.</summary>
    public required string? Payload { get; init; }

    /// <summary>Its files. This version takes none over from the channel: always empty.</summary>
    public IReadOnlyList<object> Media { get; init; } = [];

    /// <summary>The provider's id of the message it quotes.</summary>
    public required string? ReplyTo { get; init; }

    /// <summary>What people put on it. This version does not read reactions: always empty.</summary>
    public IReadOnlyList<object> Reactions { get; init; } = [];

    /// <summary>Who wrote it.</summary>
    public required Author Author { get; init; }

    /// <summary>The provider's id, once known.</summary>
    public required string? ExternalId { get; init; }

    /// <summary>How far it has come.</summary>
    public required MessageState State { get; init; }

    /// <summary>Why it failed.</summary>
    public required Fault? Fault { get; init; }

    /// <summary>When it was sent, by the provider's clock.</summary>
    public required DateTimeOffset? SentAt { get; init; }

    /// <summary>When Athera got it, or was asked to send it.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>When it became durable.</summary>
    public required DateTimeOffset CommittedAt { get; init; }

    /// <summary>It arrived after a message that was sent later.</summary>
    public required bool Late { get; init; }

    /// <summary>When its author changed it. This version does not read changes: always null.</summary>
    public DateTimeOffset? EditedAt { get; init; }

    /// <summary>When its author took it back. This version does not read that: always null.</summary>
    public DateTimeOffset? DeletedAt { get; init; }

    /// <summary>Shows a message.</summary>
    public static MessageBody Of(MessageView view) => new()
    {
        Id = view.Id,
        ConversationId = view.ConversationId,
        Position = view.Position,
        Direction = view.Direction,
        Kind = view.Kind,
        Text = view.Text,
        Payload = view.Payload,
        ReplyTo = view.ReplyTo,
        Author = view.Author,
        ExternalId = view.ExternalId,
        State = view.State,
        Fault = view.Fault,
        SentAt = view.SentAt,
        ReceivedAt = view.ReceivedAt,
        CommittedAt = view.CommittedAt,
        Late = view.Late,
    };

    /// <summary>Says the id only.</summary>
    public override string ToString() => $"MessageBody({Id})";
}
