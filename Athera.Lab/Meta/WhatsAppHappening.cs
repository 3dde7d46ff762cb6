using System.Text.Json.Nodes;

namespace Athera.Lab.Meta;

/// <summary>
/// Anything but a plain text that Meta tells of a customer: other kinds of message, and what happens to messages and numbers.
/// </summary>
/// <param name="Field">The subscribed field it comes under.</param>
/// <param name="List">The list of the field's value it stands in.</param>
/// <param name="Element">The element.</param>
/// <param name="Customer">Whose card stands beside it; system elements have none.</param>
public sealed record WhatsAppHappening(string Field, string List, JsonObject Element, WhatsAppCustomer? Customer)
{
    /// <summary>Its id; two of the same id are one told twice. Preferences have none.</summary>
    public string? Id => (string?)Element["id"];

    /// <summary>A message of a kind, whose part is given as Meta writes it: <c>image</c>, <c>location</c>, <c>order</c> and so on.</summary>
    public static WhatsAppHappening Message(WhatsAppCustomer from, string kind, JsonNode part, DateTimeOffset at, string? id = null) =>
        new("messages", "messages", From(from, kind, at, id, part), from);

    /// <summary>A text that came over an advertisement.</summary>
    public static WhatsAppHappening FromAdvertisement(WhatsAppCustomer from, string text, string click, DateTimeOffset at)
    {
        var message = Message(from, "text", new JsonObject { ["body"] = text }, at);
        message.Element["referral"] = new JsonObject
        {
            ["source_url"] = "https://ads.example/p/1",
            ["source_id"] = "720000000000001",
            ["source_type"] = "ad",
            ["headline"] = "Autumn sale",
            ["ctwa_clid"] = click,
        };
        return message;
    }

    /// <summary>A sign on a message; null takes it away.</summary>
    public static WhatsAppHappening Reaction(WhatsAppCustomer from, string message, string? emoji, DateTimeOffset at)
    {
        var reaction = new JsonObject { ["message_id"] = message };
        if (emoji is not null) reaction["emoji"] = emoji;
        return Message(from, "reaction", reaction, at);
    }

    /// <summary>The customer changed a message.</summary>
    public static WhatsAppHappening Edit(WhatsAppCustomer from, string message, string text, DateTimeOffset at) =>
        Message(from, "edit", Edited(message, text), at);

    /// <summary>The customer took a message back.</summary>
    public static WhatsAppHappening Revoke(WhatsAppCustomer from, string message, DateTimeOffset at) =>
        Message(from, "revoke", new JsonObject { ["original_message_id"] = message }, at);

    /// <summary>The customer has another number, and with it another user id.</summary>
    public static WhatsAppHappening NumberChange(WhatsAppCustomer before, WhatsAppCustomer now, DateTimeOffset at)
    {
        var system = new JsonObject { ["type"] = "user_changed_number", ["body"] = $"User {before.Name} changed the number" };
        if (now.Number is not null) system["wa_id"] = now.Number;
        if (now.UserId is not null) system["user_id"] = now.UserId;
        if (before.UserId is not null) system["previous_user_id"] = before.UserId;
        return Message(before with { UserId = null }, "system", system, at) with { Customer = null };
    }

    /// <summary>Somebody of the business wrote a text in its phone app.</summary>
    public static WhatsAppHappening Echo(WhatsAppAccount account, WhatsAppCustomer to, string text, DateTimeOffset at, string? id = null) =>
        new("smb_message_echoes", "message_echoes", ToCustomer(account, to, "text", at, id, new JsonObject { ["body"] = text }), null);

    /// <summary>Somebody of the business took back in its phone app what was written there.</summary>
    public static WhatsAppHappening EchoRevoke(WhatsAppAccount account, WhatsAppCustomer to, string message, DateTimeOffset at) => new(
        "smb_message_echoes", "message_echoes",
        ToCustomer(account, to, "revoke", at, null, new JsonObject { ["original_message_id"] = message }), null);

    /// <summary>The customer wants marketing messages, or none: <c>stop</c>, <c>resume</c>.</summary>
    public static WhatsAppHappening Preference(WhatsAppCustomer from, string value, DateTimeOffset at)
    {
        var preference = new JsonObject
        {
            ["category"] = "marketing_messages", ["value"] = value, ["timestamp"] = at.ToUnixTimeSeconds(),
        };
        if (from.Number is not null) preference["wa_id"] = from.Number;
        if (from.UserId is not null) preference["user_id"] = from.UserId;
        return new("user_preferences", "user_preferences", preference, from);
    }

    private static JsonObject Edited(string message, string text) => new()
    {
        ["original_message_id"] = message,
        ["message"] = new JsonObject { ["type"] = "text", ["text"] = new JsonObject { ["body"] = text } },
    };

    private static JsonObject From(WhatsAppCustomer from, string kind, DateTimeOffset at, string? id, JsonNode part)
    {
        var element = new JsonObject();
        if (from.Number is not null) element["from"] = from.Number;
        if (from.UserId is not null) element["from_user_id"] = from.UserId;
        return Rest(element, kind, at, id, part);
    }

    private static JsonObject ToCustomer(
        WhatsAppAccount account, WhatsAppCustomer to, string kind, DateTimeOffset at, string? id, JsonNode part)
    {
        var element = new JsonObject { ["from"] = account.DisplayPhoneNumber };
        if (to.Number is not null) element["to"] = to.Number;
        if (to.UserId is not null) element["to_user_id"] = to.UserId;
        return Rest(element, kind, at, id, part);
    }

    private static JsonObject Rest(JsonObject element, string kind, DateTimeOffset at, string? id, JsonNode part)
    {
        element["id"] = id ?? WhatsAppIds.Message();
        element["timestamp"] = WhatsAppEnvelope.Seconds(at);
        element["type"] = kind;
        element[kind] = part;
        return element;
    }
}
