namespace Athera.Channels.Files;

/// <summary>Reads the checksum of a file as providers write it: Meta's webhooks have it in base64, its media call in hex.</summary>
internal static class Sha256Text
{
    private const int Size = 32;

    /// <summary>The checksum in lower-case hex, or <see langword="null"/> when the text is none.</summary>
    public static string? Read(string? text)
    {
        if (text is { Length: 2 * Size } && text.All(char.IsAsciiHexDigit))
            return text.ToLowerInvariant();
        Span<byte> bytes = stackalloc byte[Size + 1];
        return text is { Length: 44 } && Convert.TryFromBase64String(text, bytes, out var length) && length == Size
            ? Convert.ToHexStringLower(bytes[..Size])
            : null;
    }
}
