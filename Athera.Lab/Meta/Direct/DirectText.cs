namespace Athera.Lab.Meta.Direct;

/// <summary>A text a customer wrote on Instagram or Messenger.</summary>
public sealed record DirectText
{
    /// <summary>The customer's id, scoped to the account.</summary>
    public required string From { get; init; }

    /// <summary>The text.</summary>
    public required string Text { get; init; }

    /// <summary>When it was written; Meta tells milliseconds.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Meta's id; a fresh one unless given. The same id twice is a duplicate.</summary>
    public string MessageId { get; init; } = DirectIds.Message();

    /// <summary>The message this one quotes.</summary>
    public string? QuotedMessageId { get; init; }
}
