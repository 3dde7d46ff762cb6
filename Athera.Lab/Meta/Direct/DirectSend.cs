namespace Athera.Lab.Meta.Direct;

/// <summary>A message the fake Send API has taken.</summary>
public sealed record DirectSend
{
    /// <summary>1 for the first message taken, in the order of taking.</summary>
    public required long Sequence { get; init; }

    /// <summary>When it was taken.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The sending account's id; <c>me</c> when no connected account has the token.</summary>
    public required string AccountId { get; init; }

    /// <summary>The customer's id.</summary>
    public required string Recipient { get; init; }

    /// <summary>The id Meta gave it.</summary>
    public required string MessageId { get; init; }

    /// <summary>The text; empty for a file.</summary>
    public required string Text { get; init; }

    /// <summary>The type of the file, if it is one: <c>image</c>, <c>video</c>, <c>audio</c> or <c>file</c>.</summary>
    public string? Attachment { get; init; }

    /// <summary>Payloads of its quick replies.</summary>
    public IReadOnlyList<string> QuickReplies { get; init; } = [];

    /// <summary>The tag it was sent under, outside the usual day.</summary>
    public string? Tag { get; init; }

    /// <summary>The sender's own reference, which a page gets back with the echo.</summary>
    public string? Metadata { get; init; }
}

/// <summary>Something became of a message; the webhook that tells it follows.</summary>
/// <param name="Send">The message.</param>
/// <param name="What"><c>echo</c>, <c>delivered</c> or <c>read</c>.</param>
/// <param name="At">When.</param>
public sealed record DirectEvent(DirectSend Send, string What, DateTimeOffset At);

/// <summary>The account marked the thread as seen, or shows that it is typing.</summary>
/// <param name="Sequence">1 for the first.</param>
/// <param name="At">When.</param>
/// <param name="AccountId">The account's id.</param>
/// <param name="Recipient">The customer's id.</param>
/// <param name="Action"><c>mark_seen</c>, <c>typing_on</c> or <c>typing_off</c>.</param>
public sealed record DirectAction(long Sequence, DateTimeOffset At, string AccountId, string Recipient, string Action);
