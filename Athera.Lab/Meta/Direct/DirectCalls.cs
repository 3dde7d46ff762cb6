using System.Text;
using System.Text.Json.Nodes;

namespace Athera.Lab.Meta.Direct;

/// <summary>A message to send to a scoped user id.</summary>
internal sealed record DirectCall(string Recipient, string Text) : GraphRequest
{
    public string? Attachment { get; init; }

    public IReadOnlyList<string> QuickReplies { get; init; } = [];

    public string? Tag { get; init; }

    public string? Metadata { get; init; }

    /// <summary>Whether an account of this kind may send it: the longest text is counted in bytes by one and in characters by the other.</summary>
    public bool Fits(bool isPage) => isPage ? Text.Length <= 2000 : Encoding.UTF8.GetByteCount(Text) <= 1000;
}

/// <summary>Typing, or a mark that the thread was seen.</summary>
internal sealed record ActionCall(string Recipient, string Action) : GraphRequest;

/// <summary>Reads the body of a call to a scoped user id.</summary>
internal static class DirectCalls
{
    public static GraphRequest Read(JsonObject json)
    {
        if (Text(json["recipient"] as JsonObject, "id") is not { Length: > 0 } recipient) return new BadCall(100);
        if (Text(json, "sender_action") is { } action)
            return action is "typing_on" or "typing_off" or "mark_seen" ? new ActionCall(recipient, action) : new BadCall(100);
        if (json["message"] is not JsonObject message) return new BadCall(100);
        var attachment = message["attachment"] as JsonObject;
        var text = Text(message, "text") ?? "";
        // One of the two, and an address with the file.
        if (text.Length > 0 == attachment is not null) return new BadCall(100);
        if (attachment is not null && Text(attachment["payload"] as JsonObject, "url") is null) return new BadCall(100);
        return new DirectCall(recipient, text)
        {
            Attachment = attachment is null ? null : Text(attachment, "type"),
            QuickReplies = message["quick_replies"] is JsonArray replies
                ? [.. replies.Select(reply => Text(reply as JsonObject, "payload") ?? "")]
                : [],
            Tag = Text(json, "tag"),
            Metadata = Text(message, "metadata"),
        };
    }

    private static string? Text(JsonObject? json, string name) =>
        json?[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}
