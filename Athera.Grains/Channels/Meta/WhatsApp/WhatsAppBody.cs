using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Athera.Contacts;

namespace Athera.Channels.Meta.WhatsApp;

/// <summary>Writes the body of a send.</summary>
internal static class WhatsAppBody
{
    private static readonly JsonWriterOptions Writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A plain text to one person.</summary>
    /// <param name="order">What is sent; our id goes along in the field that Meta gives back with every status.</param>
    /// <param name="to">Whom to.</param>
    public static ReadOnlyMemory<byte> Text(SendOrder order, Address to)
    {
        // Text of an agent may hold half a surrogate pair, which the writer refuses and the encoding replaces.
        var text = Encoding.UTF8.GetBytes(order.Content.Text!);
        var bytes = new ArrayBufferWriter<byte>(256 + text.Length);
        using var json = new Utf8JsonWriter(bytes, Writing);
        json.WriteStartObject();
        json.WriteString("messaging_product"u8, "whatsapp"u8);
        json.WriteString("recipient_type"u8, "individual"u8);
        json.WriteString(to.Kind == AddressKind.BusinessScopedUserId ? "recipient"u8 : "to"u8, to.Value);
        json.WriteString("type"u8, "text"u8);
        json.WriteStartObject("text"u8);
        json.WriteString("body"u8, text);
        json.WriteEndObject();
        json.WriteString("biz_opaque_callback_data"u8, order.Message.ToString());
        json.WriteEndObject();
        json.Flush();
        return bytes.WrittenMemory;
    }
}
