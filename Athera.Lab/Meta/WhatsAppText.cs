namespace Athera.Lab.Meta;

/// <summary>A text a customer wrote on WhatsApp.</summary>
public sealed record WhatsAppText
{
    /// <summary>The customer's number as digits; null for a user who is known by a username only.</summary>
    public required string? From { get; init; }

    /// <summary>Profile name.</summary>
    public required string Name { get; init; }

    /// <summary>The text.</summary>
    public required string Text { get; init; }

    /// <summary>When it was written; Meta tells whole seconds.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Meta's id; a fresh one unless given. The same id twice is a duplicate.</summary>
    public string MessageId { get; init; } = WhatsAppIds.Message();

    /// <summary>Business-scoped user id such as <c>US.88...</c>, where Meta tells it.</summary>
    public string? UserId { get; init; }

    /// <summary>The message this one quotes.</summary>
    public string? QuotedMessageId { get; init; }
}
