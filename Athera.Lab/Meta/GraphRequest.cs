using System.Text.Json;
using System.Text.Json.Nodes;
using Athera.Lab.Meta.Direct;

namespace Athera.Lab.Meta;

/// <summary>What the body of a call to <c>/messages</c> asks for.</summary>
internal abstract record GraphRequest
{
    private const int LongestText = 4096;

    /// <summary>Reads a body; properties nobody knows are ignored, as Meta does.</summary>
    public static GraphRequest Read(ReadOnlySpan<byte> body)
    {
        JsonObject? json;
        try
        {
            json = JsonNode.Parse(body) as JsonObject;
        }
        catch (JsonException)
        {
            return new BadCall(100);
        }

        if (json is null) return new BadCall(100);
        // The same path takes messages to scoped user ids, which are told by their form.
        if (json["recipient"] is JsonObject && json["messaging_product"] is null) return DirectCalls.Read(json);
        if (Text(json, "messaging_product") != "whatsapp") return new BadCall(100);
        return Text(json, "status") is "read" ? ReadMark(json) : ReadMessage(json);
    }

    private static GraphRequest ReadMark(JsonObject json) => Text(json, "message_id") is { Length: > 0 } message
        ? new MarkCall(message, json["typing_indicator"] is not null)
        : new BadCall(131008);

    private static GraphRequest ReadMessage(JsonObject json)
    {
        // When both are present the phone number wins.
        var recipient = Text(json, "to") is { Length: > 0 } to ? to : Text(json, "recipient");
        if (string.IsNullOrEmpty(recipient)) return new BadCall(131008);
        var kind = Text(json, "type") ?? "text";
        if (json[kind] is not JsonNode content) return new BadCall(131008);
        var text = Words(content as JsonObject, kind);
        if (kind == "text" && text.Length is 0 or > LongestText) return new BadCall(100);
        return new MessageCall(recipient, kind, text)
        {
            CallbackData = Text(json, "biz_opaque_callback_data"),
            QuotedMessageId = Text(json["context"] as JsonObject, "message_id"),
        };
    }

    private static string Words(JsonObject? content, string kind) => kind switch
    {
        "text" => Text(content, "body") ?? "",
        "template" => Text(content, "name") ?? "",
        "interactive" => Text(content?["body"] as JsonObject, "text") ?? "",
        "reaction" => Text(content, "emoji") ?? "",
        _ => Text(content, "caption") ?? "",
    };

    private static string? Text(JsonObject? json, string name) =>
        json?[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}
