namespace Athera.Lab.Twilio;

/// <summary>A Twilio account and its number, with the webhook configured for it.</summary>
public sealed record TwilioAccount
{
    /// <summary><c>AC</c> and 32 hex digits.</summary>
    public required string AccountSid { get; init; }

    /// <summary>Authenticates calls and signs webhooks.</summary>
    public required string AuthToken { get; init; }

    /// <summary>The number customers write to: E.164, or <c>whatsapp:+...</c>.</summary>
    public required string Number { get; init; }

    /// <summary>Where inbound messages are posted; signed as it stands here.</summary>
    public required Uri WebhookUrl { get; init; }

    /// <summary>The Messaging Service the number belongs to, told in webhooks.</summary>
    public string? MessagingServiceSid { get; init; }
}
