namespace Athera.Journal;

/// <summary>
/// A conversation's line in the inbox list. It is written in the commit that changes it, so the list shows what was committed,
/// never more and never less. Everything readable in it is metadata; text is sealed.
/// </summary>
public sealed record ConversationRow
{
    /// <summary>The conversation.</summary>
    public required ConversationId Id { get; init; }

    /// <summary>Whose conversation it is.</summary>
    public required ContactId Contact { get; init; }

    /// <summary>The channel account it runs on.</summary>
    public required ChannelAccountId Account { get; init; }

    /// <summary>The channel's kind.</summary>
    public required string Channel { get; init; }

    /// <summary>Open, snoozed or resolved.</summary>
    public required ConversationStatus Status { get; init; }

    /// <summary>Who answers: the agent, a user or nobody.</summary>
    public required Responder Responder { get; init; }

    /// <summary>The user it is assigned to; opaque.</summary>
    public string? Assignee { get; init; }

    /// <summary>The team it is assigned to; opaque.</summary>
    public string? Team { get; init; }

    /// <summary>Labels in the order they were set.</summary>
    public IReadOnlyList<string> Labels { get; init; } = [];

    /// <summary>Messages from the contact that no user or agent has answered or read.</summary>
    public required int Unread { get; init; }

    /// <summary>Since when the contact waits for an answer; <see langword="null"/> when nobody waits.</summary>
    public DateTimeOffset? WaitingSince { get; init; }

    /// <summary>When the channel's free-form window closes, by the provider's clock; <see langword="null"/> if it has none.</summary>
    public DateTimeOffset? WindowClosesAt { get; init; }

    /// <summary>Last message as ciphertext.</summary>
    public required ReadOnlyMemory<byte> LastMessage { get; init; }
}
