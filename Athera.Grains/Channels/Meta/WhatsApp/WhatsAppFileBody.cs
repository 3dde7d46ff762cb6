using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Athera.Contacts;
using Athera.Messages;

namespace Athera.Channels.Meta.WhatsApp;

/// <summary>Writes the body of a send that shows a file.</summary>
internal static class WhatsAppFileBody
{
    private static readonly JsonWriterOptions Writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A file, with the text as its caption where it can have one.</summary>
    /// <param name="order">What is sent.</param>
    /// <param name="to">Whom to.</param>
    /// <param name="id">The file's id at WhatsApp.</param>
    public static ReadOnlyMemory<byte> File(SendOrder order, Address to, string id)
    {
        var part = order.Content.Media[0];
        var kind = KindOf(part.Kind);
        var bytes = new ArrayBufferWriter<byte>(512);
        using var json = new Utf8JsonWriter(bytes, Writing);
        json.WriteStartObject();
        json.WriteString("messaging_product"u8, "whatsapp"u8);
        json.WriteString("recipient_type"u8, "individual"u8);
        json.WriteString(to.Kind == AddressKind.BusinessScopedUserId ? "recipient"u8 : "to"u8, to.Value);
        json.WriteString("type"u8, kind);
        json.WriteStartObject(kind);
        json.WriteString("id"u8, id);
        if (HasCaption(part.Kind) && order.Content.Text is { Length: > 0 } text)
            json.WriteString("caption"u8, Encoding.UTF8.GetBytes(text));
        if (kind == "document" && part.FileName is { } name)
            json.WriteString("filename"u8, Encoding.UTF8.GetBytes(name));
        json.WriteEndObject();
        json.WriteString("biz_opaque_callback_data"u8, order.Message.ToString());
        json.WriteEndObject();
        json.Flush();
        return bytes.WrittenMemory;
    }

    /// <summary>Whether a file of a kind may have a text under it.</summary>
    public static bool HasCaption(MessageKind kind) => kind is not (MessageKind.Audio or MessageKind.Voice or MessageKind.Sticker);

    private static string KindOf(MessageKind kind) => kind switch
    {
        MessageKind.Image => "image",
        MessageKind.Video => "video",
        MessageKind.Audio or MessageKind.Voice => "audio",
        MessageKind.Sticker => "sticker",
        _ => "document",
    };
}
