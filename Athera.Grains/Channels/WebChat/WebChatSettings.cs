using System.Collections.Frozen;
using System.Globalization;
using Athera.Chat;

namespace Athera.Channels.WebChat;

/// <summary>What an account of web chat is told. Settings are texts, so what has a structure is JSON in a text.</summary>
internal sealed record WebChatSettings
{
    private const string Origins = "allowedOrigins", TitleField = "title", ColorField = "color", GreetingField = "greeting",
        GreetingAfter = "greetingAfterSeconds", PreChat = "preChatFields", Hours = "businessHours", Closed = "closedText",
        AgentOutside = "agentAnswersOutsideHours", Files = "attachments";

    private const int MaxTitle = 60, MaxText = 500, MaxDelay = 3600;

    /// <summary>The fields.</summary>
    public static IReadOnlyList<ChannelField> Fields { get; } =
    [
        new(Origins, Required: true, Secret: false),
        .. new[] { TitleField, ColorField, GreetingField, GreetingAfter, PreChat, Hours, Closed, AgentOutside, Files }
            .Select(name => new ChannelField(name, Required: false, Secret: false)),
    ];

    /// <summary>The pages that may show it.</summary>
    public required IReadOnlyList<string> AllowedOrigins { get; init; }

    /// <summary>What stands above the chat.</summary>
    public required string Title { get; init; }

    /// <summary>Its colour.</summary>
    public string? Color { get; init; }

    /// <summary>What visitors are greeted with.</summary>
    public string? Greeting { get; init; }

    /// <summary>After how many seconds the greeting shows itself.</summary>
    public int? GreetingAfterSeconds { get; init; }

    /// <summary>What visitors are asked for.</summary>
    public required IReadOnlyList<PreChatField> Form { get; init; }

    /// <summary>When somebody is there; <see langword="null"/>: always.</summary>
    public BusinessHours? BusinessHours { get; init; }

    /// <summary>What visitors are told when nobody is.</summary>
    public string? ClosedText { get; init; }

    /// <summary>Whether the AI agent answers when nobody else is there.</summary>
    public required bool AgentAnswersOutsideHours { get; init; }

    /// <summary>Whether visitors may send files.</summary>
    public required bool Attachments { get; init; }

    /// <summary>Reads settings that were checked when they were stored; a part that cannot be read any more is as if it were not set.</summary>
    public static WebChatSettings Read(ChannelSettings settings) => Read(settings, out _);

    /// <summary>What is wrong with the settings, by field.</summary>
    public static IReadOnlyDictionary<string, string> Check(ChannelSettings settings)
    {
        Read(settings, out var wrong);
        return wrong.Count == 0 ? FrozenDictionary<string, string>.Empty : wrong;
    }

    /// <summary>How it is at a time.</summary>
    public ChatHours HoursAt(DateTimeOffset now) => BusinessHours is null || BusinessHours.IsOpen(now)
        ? new ChatHours(true, null, null, true)
        : new ChatHours(false, ClosedText, BusinessHours.OpensAt(now), AgentAnswersOutsideHours);

    private static WebChatSettings Read(ChannelSettings settings, out Dictionary<string, string> wrong)
    {
        var problems = wrong = [];
        void Note(string field, string? problem)
        {
            if (problem is not null)
                problems[field] = problem;
        }
        string? Text(string field, int longest)
        {
            var text = settings[field] is { Length: > 0 } given ? given : null;
            Note(field, text?.Length > longest ? $"is longer than {longest} characters" : null);
            return text;
        }
        var origins = WebChat.AllowedOrigins.Read(settings[Origins], out var odd);
        Note(Origins, odd);
        var form = PreChatForm.Read(settings[PreChat], out odd);
        Note(PreChat, odd);
        var hours = BusinessHours.Read(settings[Hours], out odd);
        Note(Hours, odd);
        var color = Text(ColorField, 7);
        Note(ColorField, color is null || IsColor(color) ? null : "is not a colour such as #12715b");
        var delay = settings[GreetingAfter] is { Length: > 0 } seconds ? Number(seconds) : null;
        Note(GreetingAfter, string.IsNullOrEmpty(settings[GreetingAfter]) || delay is not null ? null : $"is not a whole number from 0 to {MaxDelay}");
        bool Yes(string field)
        {
            var given = settings[field] is { Length: > 0 } answer ? answer : "true";
            Note(field, given is "true" or "false" ? null : "is neither true nor false");
            return given != "false";
        }
        return new WebChatSettings
        {
            AllowedOrigins = origins ?? [],
            Title = Text(TitleField, MaxTitle) ?? "Chat",
            Color = color,
            Greeting = Text(GreetingField, MaxText),
            GreetingAfterSeconds = delay,
            Form = form,
            BusinessHours = hours,
            ClosedText = Text(Closed, MaxText),
            AgentAnswersOutsideHours = Yes(AgentOutside),
            Attachments = Yes(Files),
        };
    }

    private static bool IsColor(string text) => text.Length == 7 && text[0] == '#' && text.Skip(1).All(char.IsAsciiHexDigit);

    private static int? Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= MaxDelay ? number : null;
}
