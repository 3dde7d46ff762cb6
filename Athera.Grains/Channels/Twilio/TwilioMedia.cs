using System.Text;
using Athera.Messages;

namespace Athera.Channels.Twilio;

/// <summary>Reads the files of a message: an MMS carries up to ten, a WhatsApp message one.</summary>
internal static class TwilioMedia
{
    /// <summary>The files, in their order; a number without an address is passed over.</summary>
    /// <param name="form">The form.</param>
    /// <param name="kind">What they are, where the message says so; otherwise their types tell.</param>
    public static List<MediaPart> Read(TwilioForm form, MessageKind? kind = null)
    {
        var files = new List<MediaPart>();
        for (var number = 0; number < MediaPart.MaxParts; number++)
        {
            if (TwilioFields.Short(form[Name("MediaUrl", number)]) is not { } url)
                continue;
            var type = TwilioFields.Short(form[Name("MediaContentType", number)]);
            files.Add(new MediaPart { Kind = kind ?? KindOf(type), Url = url, ContentType = type });
        }
        return files;
    }

    /// <summary>Whether the message says that it has files, wherever they are.</summary>
    public static bool IsAnnounced(TwilioForm form) => form["NumMedia"u8] is { Length: > 0 } and not "0";

    /// <summary>Whether a file holds contact cards.</summary>
    public static bool IsCard(MediaPart file) => Begins(file.ContentType, "text/vcard") || Begins(file.ContentType, "text/x-vcard");

    private static MessageKind KindOf(string? type) =>
        Begins(type, "image/") ? MessageKind.Image
        : Begins(type, "video/") ? MessageKind.Video
        : Begins(type, "audio/") ? MessageKind.Audio
        : MessageKind.Document;

    private static bool Begins(string? type, string with) => type?.StartsWith(with, StringComparison.OrdinalIgnoreCase) == true;

    private static byte[] Name(string field, int number) => Encoding.ASCII.GetBytes($"{field}{number}");
}
