namespace Athera.Lab.Twilio;

/// <summary>A text a customer sent to a Twilio number.</summary>
public sealed record TwilioText
{
    /// <summary>The customer: E.164, or <c>whatsapp:+...</c>.</summary>
    public required string From { get; init; }

    /// <summary>The text; may be empty.</summary>
    public required string Text { get; init; }

    /// <summary>Twilio's id; a fresh one unless given. The same id twice is a duplicate.</summary>
    public string MessageSid { get; init; } = TwilioIds.Message();

    /// <summary>Profile name, told on WhatsApp only.</summary>
    public string? ProfileName { get; init; }

    /// <summary><c>STOP</c>, <c>START</c> or <c>HELP</c> where the Messaging Service handles opt-out itself.</summary>
    public string? OptOutType { get; init; }
}
