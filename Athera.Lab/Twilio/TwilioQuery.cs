using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Athera.Lab.Twilio;

/// <summary>Which messages a list call asks for.</summary>
internal sealed record TwilioQuery(string? To, string? From, DateTimeOffset? Since, DateTimeOffset? Until, int Page, int PageSize)
{
    /// <summary>
    /// Reads the query. Twilio's comparison is part of the name: <c>DateSent&gt;=2026-09-21</c> is the parameter
    /// <c>DateSent&gt;</c>. A date or a time of ISO 8601, taken as UTC.
    /// </summary>
    public static TwilioQuery Read(IQueryCollection query) => new(
        Value(query, "To"),
        Value(query, "From"),
        Time(Value(query, "DateSent>") ?? Value(query, "DateSent")),
        Time(Value(query, "DateSent<")) ?? Time(Value(query, "DateSent"))?.AddDays(1),
        Number(Value(query, "Page"), 0, 0, int.MaxValue / 1000),
        Number(Value(query, "PageSize"), 50, 1, 1000));

    /// <summary>A message that is still queued counts by the time it was taken, so that it is not missed.</summary>
    public bool Matches(TwilioMessage message)
    {
        var at = message.SentAt ?? message.CreatedAt;
        return (To is null || To == message.To) && (From is null || From == message.From)
               && (Since is null || at >= Since) && (Until is null || at <= Until);
    }

    private static string? Value(IQueryCollection query, string name) => query[name] is [{ Length: > 0 } value, ..] ? value : null;

    private static DateTimeOffset? Time(string? text) => DateTimeOffset.TryParse(
        text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
        ? time
        : null;

    private static int Number(string? text, int otherwise, int least, int most) =>
        int.TryParse(text, CultureInfo.InvariantCulture, out var number) ? Math.Clamp(number, least, most) : otherwise;
}
