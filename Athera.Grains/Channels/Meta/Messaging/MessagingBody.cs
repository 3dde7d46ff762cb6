using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Athera.Contacts;
using Athera.Messages;

namespace Athera.Channels.Meta.Messaging;

/// <summary>Writes the body of a send.</summary>
internal static class MessagingBody
{
    /// <summary>Quick replies of one message, at most (Meta's limit).</summary>
    public const int MaxQuickReplies = 13;

    /// <summary>Longest title of a quick reply that is shown whole, in UTF-16 units.</summary>
    public const int MaxQuickReplyTitle = 20;

    private static readonly JsonWriterOptions Writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>One message to one person.</summary>
    /// <param name="order">What is sent: a text, a text with choices, or one file.</param>
    /// <param name="to">Whom to.</param>
    /// <param name="metadata">Whether our id goes along in the field that comes back with the message's echo.</param>
    public static ReadOnlyMemory<byte> Message(SendOrder order, Address to, bool metadata)
    {
        var bytes = new ArrayBufferWriter<byte>(512);
        using var json = new Utf8JsonWriter(bytes, Writing);
        json.WriteStartObject();
        WriteRecipient(json, to);
        // The tag is for people only, and only once the contact has been silent for a day.
        json.WriteString("messaging_type"u8, order.ByPersonLate ? "MESSAGE_TAG"u8 : "RESPONSE"u8);
        if (order.ByPersonLate)
            json.WriteString("tag"u8, "HUMAN_AGENT"u8);
        json.WriteStartObject("message"u8);
        if (order.Content.Media is [var file])
            WriteFile(json, file);
        else
            WriteText(json, order.Content);
        if (metadata)
            json.WriteString("metadata"u8, order.Message.ToString());
        json.WriteEndObject();
        json.WriteEndObject();
        json.Flush();
        return bytes.WrittenMemory;
    }

    /// <summary>A sign to one person: that somebody writes, or that the thread was seen. It stands alone; a body with a message takes none.</summary>
    public static ReadOnlyMemory<byte> Action(Address to, bool typing)
    {
        var bytes = new ArrayBufferWriter<byte>(128);
        using var json = new Utf8JsonWriter(bytes, Writing);
        json.WriteStartObject();
        WriteRecipient(json, to);
        json.WriteString("sender_action"u8, typing ? "typing_on"u8 : "mark_seen"u8);
        json.WriteEndObject();
        json.Flush();
        return bytes.WrittenMemory;
    }

    private static void WriteRecipient(Utf8JsonWriter json, Address to)
    {
        json.WriteStartObject("recipient"u8);
        json.WriteString("id"u8, to.Value);
        json.WriteEndObject();
    }

    private static void WriteText(Utf8JsonWriter json, MessageContent content)
    {
        // Text of an agent may hold half a surrogate pair, which the writer refuses and the encoding replaces.
        json.WriteString("text"u8, Encoding.UTF8.GetBytes(content.Text!));
        if (content.Choices is not { } choices)
            return;
        json.WriteStartArray("quick_replies"u8);
        foreach (var choice in choices.Options)
        {
            json.WriteStartObject();
            json.WriteString("content_type"u8, "text"u8);
            json.WriteString("title"u8, Encoding.UTF8.GetBytes(choice.Title));
            json.WriteString("payload"u8, Encoding.UTF8.GetBytes(choice.Id));
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WriteFile(Utf8JsonWriter json, MediaPart file)
    {
        json.WriteStartObject("attachment"u8);
        json.WriteString("type"u8, file.Kind switch
        {
            MessageKind.Image or MessageKind.Sticker => "image"u8,
            MessageKind.Video => "video"u8,
            MessageKind.Audio or MessageKind.Voice => "audio"u8,
            _ => "file"u8,
        });
        json.WriteStartObject("payload"u8);
        json.WriteString("url"u8, Encoding.UTF8.GetBytes(file.Url!));
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
