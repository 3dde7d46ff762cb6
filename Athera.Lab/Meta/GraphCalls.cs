namespace Athera.Lab.Meta;

/// <summary>A message to send; <paramref name="Recipient"/> as it was written.</summary>
internal sealed record MessageCall(string Recipient, string Kind, string Text) : GraphRequest
{
    public string? CallbackData { get; init; }

    public string? QuotedMessageId { get; init; }
}

/// <summary>Mark a customer's message as read, perhaps with a typing indicator.</summary>
internal sealed record MarkCall(string MessageId, bool IsTyping) : GraphRequest;

/// <summary>A body Meta refuses with this code.</summary>
internal sealed record BadCall(int Code) : GraphRequest;
