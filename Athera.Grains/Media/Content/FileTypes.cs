namespace Athera.Media.Content;

/// <summary>
/// Finds what a file is from its first bytes. What the sender or the provider calls it is never believed, except which office document
/// an archive holds: that is told by its parts alone, and none of them runs anything when it is only saved.
/// </summary>
internal static class FileTypes
{
    /// <summary>What is not known.</summary>
    public const string Unknown = "application/octet-stream";

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    private const string Zip = "application/zip", Compound = "application/x-ole-storage", Text = "text/plain";

    private static readonly (int At, byte[] Magic, string Type)[] Known =
    [
        (0, [0xFF, 0xD8, 0xFF], "image/jpeg"),
        (0, [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A], "image/png"),
        (0, [.. "GIF87a"u8], "image/gif"),
        (0, [.. "GIF89a"u8], "image/gif"),
        (8, [.. "WEBP"u8], "image/webp"),
        (8, [.. "WAVE"u8], "audio/wav"),
        (0, [.. "OggS"u8], "audio/ogg"),
        (0, [.. "ID3"u8], "audio/mpeg"),
        (0, [.. "#!AMR"u8], "audio/amr"),
        (0, [.. "fLaC"u8], "audio/flac"),
        (0, [.. "%PDF-"u8], "application/pdf"),
        (0, [.. "{\\rtf"u8], "application/rtf"),
        (0, [0x1A, 0x45, 0xDF, 0xA3], "video/webm"),
        (0, [(byte)'P', (byte)'K', 3, 4], Zip),
        (0, [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], Compound),
    ];

    private static readonly HashSet<string> OfficeArchives =
    [
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        "application/vnd.oasis.opendocument.text",
        "application/vnd.oasis.opendocument.spreadsheet",
        "application/vnd.oasis.opendocument.presentation",
    ];

    private static readonly HashSet<string> OfficeCompounds =
        ["application/msword", "application/vnd.ms-excel", "application/vnd.ms-powerpoint"];

    private static readonly HashSet<string> Texts = ["text/csv", "text/vcard", "text/x-vcard", "text/calendar"];

    /// <summary>The type of a file.</summary>
    /// <param name="head">Its first bytes; some hundred are enough.</param>
    /// <param name="declared">What it is called, parameters included.</param>
    public static string Of(ReadOnlySpan<byte> head, string? declared)
    {
        var called = Bare(declared);
        var found = Find(head);
        return found switch
        {
            Zip when OfficeArchives.Contains(called) => called,
            Compound => OfficeCompounds.Contains(called) ? called : Unknown,
            Text when Texts.Contains(called) => called == "text/x-vcard" ? "text/vcard" : called,
            "audio/ogg" when called.StartsWith("video/", StringComparison.Ordinal) => "video/ogg",
            "video/webm" when called.StartsWith("audio/", StringComparison.Ordinal) => "audio/webm",
            "video/mp4" or "video/3gpp" when called.StartsWith("audio/", StringComparison.Ordinal) => "audio/mp4",
            _ => found,
        };
    }

    /// <summary>A type without its parameters, in lower case; empty when there is none.</summary>
    public static string Bare(string? type)
    {
        var bare = type.AsSpan();
        var semicolon = bare.IndexOf(';');
        return (semicolon < 0 ? bare : bare[..semicolon]).Trim().ToString().ToLowerInvariant();
    }

    private static string Find(ReadOnlySpan<byte> head)
    {
        foreach (var (at, magic, type) in Known)
        {
            if (head.Length >= at + magic.Length && head[at..].StartsWith(magic))
                return at == 8 && !head.StartsWith("RIFF"u8) ? Unknown : type;
        }
        if (head.Length >= 12 && head[4..].StartsWith("ftyp"u8))
            return Box(head.Slice(8, 4));
        // A frame of MPEG audio begins with eleven ones; its layer tells ADTS (AAC, none) from MP3.
        if (head.Length >= 2 && head[0] == 0xFF && (head[1] & 0xE0) == 0xE0)
            return (head[1] & 0x06) == 0 ? "audio/aac" : "audio/mpeg";
        return IsPlainText(head) ? Text : Unknown;
    }

    private static string Box(ReadOnlySpan<byte> brand) =>
        brand.StartsWith("M4A"u8) ? "audio/mp4"
        : brand.StartsWith("3g"u8) ? "video/3gpp"
        : brand.StartsWith("hei"u8) || brand.StartsWith("hev"u8) || brand.StartsWith("mif1"u8) ? "image/heic"
        : brand.StartsWith("avif"u8) ? "image/avif"
        : "video/mp4";

    // Text that a browser might take for a page or a picture with a script in it is not called text.
    private static bool IsPlainText(ReadOnlySpan<byte> head)
    {
        if (head.IsEmpty || head.ContainsAnyInRange((byte)0, (byte)8) || head.ContainsAnyInRange((byte)0x0E, (byte)0x1A))
            return false;
        var text = head.StartsWith(ByteOrderMark) ? head[3..] : head;
        text = text.TrimStart(" \t\r\n"u8);
        return !text.StartsWith("<"u8);
    }
}
