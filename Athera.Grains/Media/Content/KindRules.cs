using Athera.Messages;

namespace Athera.Media.Content;

/// <summary>What a file of each kind may be, and how large: Meta's limits, which are the widest of the providers' (Cloud API, media).</summary>
internal static class KindRules
{
    private const long KB = 1024, MB = 1024 * KB;

    /// <summary>Largest file of any kind.</summary>
    public const long Largest = 100 * MB;

    // An .ogg or .mp4 may be sound or film; which it is, its beginning does not tell.
    private static readonly string[] Sounds =
        ["audio/ogg", "audio/mpeg", "audio/mp4", "audio/aac", "audio/amr", "audio/wav", "audio/webm", "audio/flac", "video/mp4", "video/3gpp"];

    private static readonly string[] Films = ["video/mp4", "video/3gpp", "video/webm", "video/ogg", "audio/mp4", "audio/ogg"];

    private static readonly string[] Pictures = ["image/jpeg", "image/png", "image/gif", "image/webp", "image/heic", "image/avif"];

    // Shown in the page it is opened from; everything else is saved. SVG is a program and no picture here.
    private static readonly HashSet<string> Harmless =
    [
        "image/jpeg", "image/png", "image/gif", "image/webp", "audio/ogg", "audio/mpeg", "audio/mp4", "audio/aac", "audio/amr",
        "audio/wav", "audio/webm", "audio/flac", "video/mp4", "video/3gpp", "video/webm", "video/ogg",
    ];

    /// <summary>Largest file of a kind, in bytes.</summary>
    public static long LimitOf(MessageKind kind) => kind switch
    {
        MessageKind.Image => 16 * MB, // The widest of the channels'; each refuses by itself what it does not carry.
        MessageKind.Audio or MessageKind.Voice or MessageKind.Video => 25 * MB,
        MessageKind.Sticker => 500 * KB,
        _ => Largest,
    };

    /// <summary>Whether a file of a kind may be of a type.</summary>
    public static bool Allows(MessageKind kind, string type) => kind switch
    {
        MessageKind.Image or MessageKind.Sticker => Pictures.Contains(type),
        MessageKind.Audio or MessageKind.Voice => Sounds.Contains(type),
        MessageKind.Video => Films.Contains(type),
        _ => true, // A document may be anything: it is saved, never shown.
    };

    /// <summary>Whether a browser may show it in place.</summary>
    public static bool IsShown(string? type) => type is not null && Harmless.Contains(type);

    /// <summary>The kind a type is sent as.</summary>
    public static MessageKind KindOf(string type) =>
        type is "image/jpeg" or "image/png" or "image/gif" or "image/webp" ? MessageKind.Image
        : type.StartsWith("audio/", StringComparison.Ordinal) ? MessageKind.Audio
        : type.StartsWith("video/", StringComparison.Ordinal) ? MessageKind.Video
        : MessageKind.Document;
}
