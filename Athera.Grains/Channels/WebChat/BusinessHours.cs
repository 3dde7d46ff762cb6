using System.Globalization;
using System.Text.Json;

namespace Athera.Channels.WebChat;

/// <summary>When somebody is there: spans of each day of the week, by the clocks of one time zone.</summary>
/// <param name="Zone">The time zone.</param>
/// <param name="Days">The spans of each day, Sunday first, in order.</param>
internal sealed record BusinessHours(TimeZoneInfo Zone, IReadOnlyList<IReadOnlyList<Span>> Days)
{
    private const int MaxSpans = 6;

    /// <summary>A time zone (IANA name) and a list of spans for each day; a day that is left out is closed.</summary>
    public static BusinessHours? Read(string? json, out string? wrong)
    {
        wrong = null;
        if (string.IsNullOrEmpty(json))
            return null;
        try
        {
            var setting = JsonSerializer.Deserialize(json, WebChatJson.Default.BusinessHoursSetting)!;
            if (setting is null || ZoneOf(setting.TimeZone) is not { } zone)
            {
                wrong = "timeZone: is not a time zone this server knows, such as Europe/Berlin";
                return null;
            }
            var days = setting.Days.Select(ReadDay).ToList();
            var odd = days.FindIndex(day => day is null);
            wrong = odd < 0 ? null : $"{((DayOfWeek)odd).ToString().ToLowerInvariant()}: needs spans in order, such as 09:00-12:30";
            return wrong is null ? new BusinessHours(zone, [.. days.Select(day => day!)]) : null;
        }
        catch (JsonException)
        {
            wrong = """is not JSON such as {"timeZone":"Europe/Berlin","monday":["09:00-12:30","13:30-18:00"]}""";
            return null;
        }
    }

    /// <summary>Whether it is within the hours.</summary>
    public bool IsOpen(DateTimeOffset now)
    {
        var local = TimeZoneInfo.ConvertTime(now, Zone);
        return Days[(int)local.DayOfWeek].Any(span => span.From <= local.TimeOfDay && local.TimeOfDay < span.To);
    }

    /// <summary>When the next span begins, if one does within eight days.</summary>
    public DateTimeOffset? OpensAt(DateTimeOffset now)
    {
        var today = TimeZoneInfo.ConvertTime(now, Zone).Date;
        for (var ahead = 0; ahead <= 7; ahead++)
        {
            var day = today.AddDays(ahead);
            foreach (var span in Days[(int)day.DayOfWeek])
            {
                if (InstantOf(day + span.From) is var opens && opens > now)
                    return opens;
            }
        }
        return null;
    }

    // In the hour that clocks skip in spring, a door opens when the clocks have jumped.
    private DateTimeOffset InstantOf(DateTime local)
    {
        while (Zone.IsInvalidTime(local))
            local = local.AddMinutes(15);
        return new DateTimeOffset(local, Zone.GetUtcOffset(local)).ToUniversalTime();
    }

    private static TimeZoneInfo? ZoneOf(string? name) =>
        name is { Length: > 0 and <= 64 } && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) ? zone : null;

    private static List<Span>? ReadDay(IReadOnlyList<string>? texts)
    {
        var spans = new List<Span>();
        foreach (var text in texts ?? [])
        {
            if (spans.Count == MaxSpans || Span.Read(text) is not { } span || (spans.Count > 0 && span.From < spans[^1].To))
                return null;
            spans.Add(span);
        }
        return spans;
    }
}

/// <summary>A span of a day.</summary>
/// <param name="From">Its first moment.</param>
/// <param name="To">The first moment after it; 24:00 is the end of the day.</param>
internal sealed record Span(TimeSpan From, TimeSpan To)
{
    /// <summary>Reads <c>09:00-12:30</c>.</summary>
    public static Span? Read(string? text) =>
        text?.Split('-') is [var from, var to] && Time(from) is { } start && Time(to) is { } end && start < end
            ? new Span(start, end)
            : null;

    private static TimeSpan? Time(string text) =>
        text == "24:00" ? TimeSpan.FromDays(1)
        : TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time.ToTimeSpan()
        : null;
}
