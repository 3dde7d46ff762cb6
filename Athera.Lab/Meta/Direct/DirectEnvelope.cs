using System.Text.Json.Nodes;

namespace Athera.Lab.Meta.Direct;

/// <summary>The webhook bodies of Instagram and Messenger: an envelope around what happened in threads of one account.</summary>
internal static class DirectEnvelope
{
    public static JsonObject Messages(DirectAccount account, IReadOnlyList<DirectText> texts) =>
        Around(account, texts[^1].At, [.. texts.Select(text => Between(text.From, account.AccountId, text.At, "message", Message(text)))]);

    public static JsonObject Of(DirectAccount account, DirectEvent happened) => Around(account, happened.At, happened.What switch
    {
        "echo" => Between(account.AccountId, happened.Send.Recipient, happened.Send.At, "message", Echo(account, happened.Send)),
        "delivered" => Between(happened.Send.Recipient, account.AccountId, happened.At, "delivery", new JsonObject
        {
            ["mids"] = new JsonArray(happened.Send.MessageId),
            ["watermark"] = happened.At.ToUnixTimeMilliseconds(),
        }),
        _ => Between(happened.Send.Recipient, account.AccountId, happened.At, "read", account.IsPage
            ? new JsonObject { ["watermark"] = happened.At.ToUnixTimeMilliseconds() }
            : new JsonObject { ["mid"] = happened.Send.MessageId }),
    });

    private static JsonObject Message(DirectText text)
    {
        var message = new JsonObject { ["mid"] = text.MessageId, ["text"] = text.Text };
        if (text.QuotedMessageId is not null) message["reply_to"] = new JsonObject { ["mid"] = text.QuotedMessageId };
        return message;
    }

    private static JsonObject Echo(DirectAccount account, DirectSend send)
    {
        var message = new JsonObject { ["mid"] = send.MessageId, ["is_echo"] = true };
        if (account.IsPage) message["app_id"] = 600000000000501;
        if (account.IsPage && send.Metadata is not null) message["metadata"] = send.Metadata;
        if (send.Text.Length > 0) message["text"] = send.Text;
        if (send.Attachment is not null)
            message["attachments"] = new JsonArray(new JsonObject { ["type"] = send.Attachment, ["payload"] = new JsonObject() });
        return message;
    }

    private static JsonObject Between(string sender, string recipient, DateTimeOffset at, string part, JsonObject what) => new()
    {
        ["sender"] = new JsonObject { ["id"] = sender },
        ["recipient"] = new JsonObject { ["id"] = recipient },
        ["timestamp"] = at.ToUnixTimeMilliseconds(),
        [part] = what,
    };

    private static JsonObject Around(DirectAccount account, DateTimeOffset at, params JsonObject[] happened) => new()
    {
        ["object"] = account.Envelope,
        ["entry"] = new JsonArray(new JsonObject
        {
            ["id"] = account.AccountId,
            ["time"] = at.ToUnixTimeMilliseconds(),
            ["messaging"] = new JsonArray([.. happened]),
        }),
    };
}
