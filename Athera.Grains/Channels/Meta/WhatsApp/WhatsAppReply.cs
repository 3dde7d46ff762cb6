using System.Text.Json;
using Athera.Messages;

namespace Athera.Channels.Meta.WhatsApp;

/// <summary>Reads <c>interactive</c>: what a contact chose or filled in.</summary>
internal static class WhatsAppReply
{
    /// <summary>The content, or <see langword="null"/> and one of <see cref="UnreadableReasons"/>.</summary>
    public static MessageContent? Read(JsonElement message, out string reason)
    {
        reason = UnreadableReasons.MalformedElement;
        var interactive = message.Member("interactive"u8);
        // Meta leaves the part out when it failed to build it (131000). The contact did tap something, so a person should see that.
        if (interactive.ValueKind == JsonValueKind.Undefined)
            return WhatsAppContent.Whole(MessageKind.Unsupported, message);
        switch (interactive.Member("type"u8).Text())
        {
            case "button_reply":
                return Choice(MessageKind.ButtonReply, message, interactive.Member("button_reply"u8));
            case "list_reply":
                return Choice(MessageKind.ListReply, message, interactive.Member("list_reply"u8));
            case "nfm_reply":
                return Form(message, interactive.Member("nfm_reply"u8));
            case "call_permission_reply":
                reason = UnreadableReasons.NotReadYet;
                return null;
            case null:
                return null;
            default:
                reason = UnreadableReasons.UnknownType;
                return null;
        }
    }

    private static MessageContent Choice(MessageKind kind, JsonElement message, JsonElement reply) =>
        reply.ValueKind != JsonValueKind.Object ? WhatsAppContent.Whole(MessageKind.Unsupported, message)
        : reply.Has("description"u8)
            ? WhatsAppContent.Whole(kind, message, reply.Member("title"u8).Text(), reply.Member("id"u8).Text())
            : WhatsAppContent.Fitting(kind, message, reply.Member("title"u8).Text(), reply.Member("id"u8).Text());

    // The answers are JSON inside a string, and not always whole: kept as they are for whoever reads the form.
    private static MessageContent Form(JsonElement message, JsonElement reply) => reply.ValueKind switch
    {
        JsonValueKind.Object => WhatsAppContent.Fitting(
            MessageKind.FormReply, message, reply.Member("body"u8).Text(), reply.Member("response_json"u8).Text()),
        _ => WhatsAppContent.Whole(MessageKind.Unsupported, message),
    };
}
