namespace Athera.Lab.Meta;

/// <summary>A message the fake Graph API has taken.</summary>
public sealed record GraphSend
{
    /// <summary>1 for the first message taken, in the order of taking.</summary>
    public required long Sequence { get; init; }

    /// <summary>When it was taken.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The sending number's id, from the path.</summary>
    public required string PhoneNumberId { get; init; }

    /// <summary>The customer: digits of the phone number, or a business-scoped user id.</summary>
    public required string Recipient { get; init; }

    /// <summary>The id Meta gave it.</summary>
    public required string MessageId { get; init; }

    /// <summary>WhatsApp's message type: <c>text</c>, <c>template</c>, <c>interactive</c> and so on.</summary>
    public required string Kind { get; init; }

    /// <summary>The words a customer would read first: text, caption, body of buttons, name of a template.</summary>
    public required string Text { get; init; }

    /// <summary>The sender's own reference, echoed in every status.</summary>
    public string? CallbackData { get; init; }

    /// <summary>The message it quotes.</summary>
    public string? QuotedMessageId { get; init; }
}
