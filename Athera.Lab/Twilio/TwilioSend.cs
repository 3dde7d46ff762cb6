using Microsoft.Extensions.Primitives;

namespace Athera.Lab.Twilio;

/// <summary>The form of a send, checked as Twilio checks it.</summary>
internal sealed record TwilioSend
{
    private const int LongestBody = 1600;
    private const int MostMedia = 10;

    public required string To { get; init; }

    public string? From { get; init; }

    public string? MessagingServiceSid { get; init; }

    public required string Text { get; init; }

    public required int MediaCount { get; init; }

    public string? ContentSid { get; init; }

    public string? ContentVariables { get; init; }

    public Uri? StatusCallback { get; init; }

    /// <summary>Reads a form: a send, or Twilio's code for what is wrong with it.</summary>
    public static (TwilioSend? Send, int Code) Read(IReadOnlyDictionary<string, StringValues> form)
    {
        var send = new TwilioSend
        {
            To = Value(form, "To") ?? "",
            From = Value(form, "From"),
            MessagingServiceSid = Value(form, "MessagingServiceSid"),
            Text = Value(form, "Body") ?? "",
            MediaCount = form.TryGetValue("MediaUrl", out var media) ? media.Count : 0,
            ContentSid = Value(form, "ContentSid"),
            ContentVariables = Value(form, "ContentVariables"),
            StatusCallback = Uri.TryCreate(Value(form, "StatusCallback"), UriKind.Absolute, out var url) ? url : null,
        };
        return send.Fault() is { } code ? (null, code) : (send, 0);
    }

    private int? Fault()
    {
        if (To.Length == 0) return 21604;
        if (!IsAddress(To)) return 21211;
        if (From is null && MessagingServiceSid is null) return 21603;
        if (Text.Length == 0 && MediaCount == 0 && ContentSid is null) return 21602;
        if (Text.Length > LongestBody) return 21617;
        return MediaCount > MostMedia ? 21623 : null;
    }

    // E.164, or WhatsApp with either a number or a business-scoped user id behind the prefix.
    private static bool IsAddress(string address)
    {
        if (address.StartsWith("whatsapp:", StringComparison.Ordinal)) return address.Length is > 12 and <= 140;
        return address.Length is >= 8 and <= 16 && address[0] == '+' && address.AsSpan(1).IndexOfAnyExceptInRange('0', '9') < 0;
    }

    private static string? Value(IReadOnlyDictionary<string, StringValues> form, string name) =>
        form.TryGetValue(name, out var values) && values.Count > 0 && values[0] is { Length: > 0 } value ? value : null;
}
