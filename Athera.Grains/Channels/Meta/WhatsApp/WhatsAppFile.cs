using System.Text.Json;
using Athera.Messages;

namespace Athera.Channels.Meta.WhatsApp;

/// <summary>Reads the file of a message: an id to ask for it by, good for seven days, and what Meta says of it.</summary>
internal static class WhatsAppFile
{
    // What file systems allow; a longer name is nobody's.
    private const int LongestName = 255;

    private const int Sha256Length = 32;

    /// <summary>The content, or <see langword="null"/> if there is no file.</summary>
    public static MessageContent? Read(MessageKind kind, JsonElement message, JsonElement file)
    {
        if (file.ValueKind != JsonValueKind.Object)
            return null;
        var part = new MediaPart
        {
            Kind = kind,
            ExternalId = file.Member("id"u8).Id(),
            Url = Short(file.Member("url"u8).Text()),
            ContentType = Short(file.Member("mime_type"u8).Text()),
            Sha256 = Digest(file.Member("sha256"u8).Text()),
            FileName = file.Member("filename"u8).Text() is { } name ? TextLimit.Cut(name, LongestName) : null,
        };
        return WhatsAppContent.Fitting(kind, message, file.Member("caption"u8).Text()) with { Media = [part] };
    }

    private static string? Short(string? text) => text is { Length: > 0 and <= MediaPart.MaxLength } ? text : null;

    // Webhooks have it in base64, the media endpoint in hex; integrations have met both in both.
    private static string? Digest(string? text)
    {
        if (text is null)
            return null;
        Span<byte> bytes = stackalloc byte[Sha256Length];
        if (text.Length == 2 * Sha256Length)
            return Convert.FromHexString(text, bytes, out _, out _) == System.Buffers.OperationStatus.Done ? Convert.ToHexStringLower(bytes) : null;
        return text.Length <= 64 && Convert.TryFromBase64String(text, bytes, out var length) && length == Sha256Length
            ? Convert.ToHexStringLower(bytes)
            : null;
    }
}
