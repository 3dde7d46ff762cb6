using System.Text.Json;

namespace Athera.Channels.WebChat;

/// <summary>The pages that may show an account's chat, by their origins (RFC 6454): scheme, host and port, compared exactly.</summary>
internal static class AllowedOrigins
{
    private const int MaxCount = 20;

    /// <summary>Longest origin looked at; a host has at most 253 characters.</summary>
    public const int MaxLength = 300;

    /// <summary>Reads the setting, a JSON array of origins.</summary>
    public static IReadOnlyList<string>? Read(string? json, out string? wrong)
    {
        wrong = null;
        try
        {
            var origins = JsonSerializer.Deserialize(json ?? "", WebChatJson.Default.StringArray) ?? [];
            wrong = origins.Length is 0 or > MaxCount ? $"needs 1 to {MaxCount} origins"
                : Array.FindIndex(origins, origin => !IsOrigin(origin)) is >= 0 and var odd
                    ? $"{Quoted(origins[odd])} is not an origin such as https://shop.example"
                : null;
            return wrong is null ? origins : null;
        }
        catch (JsonException)
        {
            wrong = """is not a JSON array of origins such as ["https://shop.example"]""";
            return null;
        }
    }

    // What a browser sends: lower case, no path, and no port where it is the scheme's own.
    private static bool IsOrigin(string? text) =>
        text is { Length: <= MaxLength } && Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http"
        && uri.GetLeftPart(UriPartial.Authority) == text && uri.UserInfo.Length == 0 && uri.Host.Length > 0;

    private static string Quoted(string? text) => text is { Length: <= 64 } ? $"'{text}'" : "one of them";
}
