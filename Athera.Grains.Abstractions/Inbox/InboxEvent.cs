using Athera.Messages;

namespace Athera.Inbox;

/// <summary>Something that happened in a conversation.</summary>
[GenerateSerializer, Immutable, Alias("Athera.InboxEvent")]
public sealed record InboxEvent
{
    /// <summary>Place in the tenant's feed, from 1, growing.</summary>
    [Id(0)] public required long Position { get; init; }

    /// <summary>The conversation.</summary>
    [Id(1)] public required ConversationId ConversationId { get; init; }

    /// <summary>Place in the conversation, from 1, without gaps.</summary>
    [Id(2)] public required long Sequence { get; init; }

    /// <summary>Stable name, such as <c>message.received</c>.</summary>
    [Id(3)] public required string Kind { get; init; }

    /// <summary>When it happened.</summary>
    [Id(4)] public required DateTimeOffset At { get; init; }

    /// <summary>The message it brought, if it brought one.</summary>
    [Id(5)] public MessageView? Message { get; init; }

    /// <summary>The message it is about, if it changed one.</summary>
    [Id(6)] public MessageId? MessageId { get; init; }

    /// <summary>How far that message has come.</summary>
    [Id(7)] public MessageState? State { get; init; }

    /// <summary>Why that message, or a turn, failed.</summary>
    [Id(8)] public Fault? Fault { get; init; }

    /// <summary>Who did it, for what a person did.</summary>
    [Id(9)] public string? User { get; init; }

    /// <summary>Other parts by name, such as the labels set.</summary>
    [Id(10)] public IReadOnlyDictionary<string, string>? Data { get; init; }
}
