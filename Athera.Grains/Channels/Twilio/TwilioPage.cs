using System.Globalization;
using System.Text.Json;
using Athera.Channels.Calls;

namespace Athera.Channels.Twilio;

/// <summary>A page of Twilio's list of messages.</summary>
/// <param name="Messages">Those on it, the newest first.</param>
/// <param name="Next">Path of the next page, or <see langword="null"/>.</param>
internal sealed record TwilioPage(IReadOnlyList<TwilioListed> Messages, string? Next)
{
    private static readonly JsonDocumentOptions Reading = new() { MaxDepth = 32 };

    /// <summary>The page an answer holds, or <see langword="null"/> if it holds none.</summary>
    public static TwilioPage? Read(ProviderAnswer answer)
    {
        if (answer is not { Kind: AnswerKind.Answered, Status: 200 })
            return null;
        try
        {
            using var body = JsonDocument.Parse(answer.Body, Reading);
            var list = body.RootElement.Member("messages"u8);
            return list.ValueKind == JsonValueKind.Array
                ? new TwilioPage(
                    [.. list.EnumerateArray().Select(TwilioListed.Read).OfType<TwilioListed>()],
                    body.RootElement.Member("next_page_uri"u8).Text())
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>A message as Twilio lists it.</summary>
/// <param name="Sid">Its id.</param>
/// <param name="Direction"><c>inbound</c>, or <c>outbound-</c> and what sent it.</param>
/// <param name="From">Who sent it, in Twilio's form; empty while a messaging service has not chosen.</param>
/// <param name="To">To whom.</param>
/// <param name="ServiceSid">The messaging service, if one has to do with it.</param>
/// <param name="Body">What it says; empty also when the account has texts redacted.</param>
/// <param name="Status">How far it has come.</param>
/// <param name="ErrorCode">Why it failed.</param>
/// <param name="Media">Pictures and other files with it.</param>
/// <param name="CreatedAt">When Twilio took it; whole seconds.</param>
internal sealed record TwilioListed(
    string Sid, string Direction, string From, string To, string? ServiceSid, string Body, string Status, int? ErrorCode, int Media,
    DateTimeOffset CreatedAt)
{
    // RFC 2822, always in UTC.
    private const string Time = "ddd, dd MMM yyyy HH:mm:ss zzz";

    public bool IsInbound => Direction == "inbound";

    /// <summary>Whether its sender, or the service that chooses one, is the account's.</summary>
    public bool IsSentBy(string? from, string? serviceSid) => !IsInbound && (from is not null ? From == from : ServiceSid == serviceSid);

    /// <summary>The message, or <see langword="null"/> if it is nothing that can be told from others.</summary>
    public static TwilioListed? Read(JsonElement message) =>
        message.Member("sid"u8).Id() is { } sid && message.Member("direction"u8).Text() is { } direction
        && TimeOf(message.Member("date_created"u8)) is { } created
            ? new TwilioListed(
                sid, direction, message.Member("from"u8).Text() ?? "", message.Member("to"u8).Text() ?? "",
                message.Member("messaging_service_sid"u8).Text(), message.Member("body"u8).Text() ?? "",
                message.Member("status"u8).Text() ?? "", message.Member("error_code"u8).Code(),
                int.TryParse(message.Member("num_media"u8).Text(), NumberStyles.None, CultureInfo.InvariantCulture, out var media) ? media : 0,
                created)
            : null;

    /// <summary>Says which way it went: its other parts are somebody's.</summary>
    public override string ToString() => $"TwilioListed({Direction}, {Status})";

    private static DateTimeOffset? TimeOf(JsonElement time) => DateTimeOffset.TryParseExact(
        time.Text(), Time, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at : null;
}
