using Athera.Messages;

namespace Athera.Channels.Twilio;

/// <summary>Fields that several readers look at.</summary>
internal static class TwilioFields
{
    /// <summary>An id, or <see langword="null"/> if it is missing, empty or longer than any.</summary>
    public static string? Id(string? text) => text is { Length: > 0 and <= InboundMessage.MaxExternalIdLength } ? text : null;

    /// <summary>A text of a length that is worth keeping, or <see langword="null"/>.</summary>
    public static string? Short(string? text) => text is { Length: > 0 and <= MediaPart.MaxLength } ? text : null;

    /// <summary>The id of the message, under its present name or an older one.</summary>
    public static string? MessageSid(TwilioForm form) =>
        Id(form["MessageSid"u8]) ?? Id(form["SmsMessageSid"u8]) ?? Id(form["SmsSid"u8]);
}
