namespace Athera.Lab.Twilio;

/// <summary>A message the fake Twilio has taken, as it stands.</summary>
public sealed record TwilioMessage
{
    internal const string Outbound = "outbound-api", Inbound = "inbound";

    /// <summary>1 for the first message taken, in the order of taking.</summary>
    public required long Sequence { get; init; }

    /// <summary>Twilio's id.</summary>
    public required string Sid { get; init; }

    /// <summary>The account that sent it.</summary>
    public required string AccountSid { get; init; }

    /// <summary>Twilio's word for which way it went: <c>outbound-api</c>, or <c>inbound</c>.</summary>
    public string Direction { get; init; } = Outbound;

    /// <summary>To whom: E.164, or <c>whatsapp:+...</c>.</summary>
    public required string To { get; init; }

    /// <summary>Who sent it; null while a Messaging Service has not picked one.</summary>
    public string? From { get; init; }

    /// <summary>The Messaging Service it went through.</summary>
    public string? MessagingServiceSid { get; init; }

    /// <summary>The text.</summary>
    public required string Text { get; init; }

    /// <summary>How many media links came with it.</summary>
    public int MediaCount { get; init; }

    /// <summary>The approved template it was made from.</summary>
    public string? ContentSid { get; init; }

    /// <summary>What the template was filled in with, as JSON text.</summary>
    public string? ContentVariables { get; init; }

    /// <summary>Where its statuses are told; null tells nobody.</summary>
    public Uri? StatusCallback { get; init; }

    /// <summary>Twilio's status: <c>queued</c> or <c>accepted</c> at first.</summary>
    public required string Status { get; init; }

    /// <summary>Twilio's error code, once it has failed.</summary>
    public int? ErrorCode { get; init; }

    /// <summary>When it was taken.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it went out; null while it is queued.</summary>
    public DateTimeOffset? SentAt { get; init; }

    /// <summary>When its status last changed.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }
}
