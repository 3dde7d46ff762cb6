using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Athera.Contacts;
using Athera.Messages;

namespace Athera.Channels.Meta.WhatsApp;

/// <summary>Writes the body of a send.</summary>
internal static class WhatsAppBody
{
    private static readonly JsonWriterOptions Writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A message to one person: a plain text, something to tap, or a template.</summary>
    /// <param name="order">What is sent; our id goes along in the field that Meta gives back with every status.</param>
    /// <param name="to">Whom to.</param>
    public static ReadOnlyMemory<byte> Message(SendOrder order, Address to)
    {
        var bytes = new ArrayBufferWriter<byte>(512);
        using var json = new Utf8JsonWriter(bytes, Writing);
        json.WriteStartObject();
        json.WriteString("messaging_product"u8, "whatsapp"u8);
        json.WriteString("recipient_type"u8, "individual"u8);
        json.WriteString(to.Kind == AddressKind.BusinessScopedUserId ? "recipient"u8 : "to"u8, to.Value);
        WriteContent(json, order.Content);
        if (order.ReplyTo is { } quoted)
        {
            json.WriteStartObject("context"u8);
            json.WriteString("message_id"u8, quoted);
            json.WriteEndObject();
        }
        json.WriteString("biz_opaque_callback_data"u8, order.Message.ToString());
        json.WriteEndObject();
        json.Flush();
        return bytes.WrittenMemory;
    }

    /// <summary>Marks a message as read, and perhaps shows that somebody writes an answer.</summary>
    public static ReadOnlyMemory<byte> Mark(string externalId, bool typing)
    {
        var bytes = new ArrayBufferWriter<byte>(256);
        using var json = new Utf8JsonWriter(bytes, Writing);
        json.WriteStartObject();
        json.WriteString("messaging_product"u8, "whatsapp"u8);
        json.WriteString("status"u8, "read"u8);
        json.WriteString("message_id"u8, externalId);
        if (typing)
        {
            json.WriteStartObject("typing_indicator"u8);
            json.WriteString("type"u8, "text"u8);
            json.WriteEndObject();
        }
        json.WriteEndObject();
        json.Flush();
        return bytes.WrittenMemory;
    }

    /// <summary>Text of people and agents may hold half a surrogate pair, which the writer refuses and the encoding replaces.</summary>
    public static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    private static void WriteContent(Utf8JsonWriter json, MessageContent content)
    {
        switch (content.Kind)
        {
            case MessageKind.Template:
                json.WriteString("type"u8, "template"u8);
                WhatsAppTemplateBody.Write(json, content.Template!);
                break;
            case MessageKind.Interactive:
                json.WriteString("type"u8, "interactive"u8);
                WhatsAppChoices.Write(json, content.Text!, content.Choices!);
                break;
            default:
                json.WriteString("type"u8, "text"u8);
                json.WriteStartObject("text"u8);
                json.WriteString("body"u8, Utf8(content.Text!));
                json.WriteEndObject();
                break;
        }
    }
}
