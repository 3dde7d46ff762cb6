using System.Collections.ObjectModel;
using Athera.Inbox;
using Athera.Messages;

namespace Athera.Api.Conversations;

/// <summary>Something that happened in a conversation.</summary>
public sealed record EventBody
{
    /// <summary>Place in the tenant's feed, growing.</summary>
    public required long Position { get; init; }

    /// <summary>The conversation.</summary>
    public required ConversationId ConversationId { get; init; }

    /// <summary>Place in the conversation, from 1, without gaps.</summary>
    public required long Sequence { get; init; }

    /// <summary>Stable name, such as <c>message.received</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>When it happened.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The message it brought, if it brought one.</summary>
    public required MessageBody? Message { get; init; }

    /// <summary>The message it is about, if it changed one.</summary>
    public required MessageId? MessageId { get; init; }

    /// <summary>How far that message has come.</summary>
    public required MessageState? State { get; init; }

    /// <summary>Why that message, or a turn, failed.</summary>
    public required Fault? Fault { get; init; }

    /// <summary>Who did it, for what a person did.</summary>
    public required string? User { get; init; }

    /// <summary>Other parts by name, such as the labels set.</summary>
    public required IReadOnlyDictionary<string, string> Data { get; init; }

    /// <summary>Shows an event.</summary>
    public static EventBody Of(InboxEvent happened) => new()
    {
        Position = happened.Position,
        ConversationId = happened.ConversationId,
        Sequence = happened.Sequence,
        Kind = happened.Kind,
        At = happened.At,
        Message = happened.Message is { } message ? MessageBody.Of(message) : null,
        MessageId = happened.MessageId,
        State = happened.State,
        Fault = happened.Fault,
        User = happened.User,
        Data = happened.Data ?? ReadOnlyDictionary<string, string>.Empty,
    };

    /// <summary>Says the place only.</summary>
    public override string ToString() => $"EventBody({Position})";
}
