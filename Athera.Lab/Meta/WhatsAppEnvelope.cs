using System.Globalization;
using System.Text.Json.Nodes;

namespace Athera.Lab.Meta;

/// <summary>The webhook bodies of WhatsApp: an envelope around messages or statuses of one phone number.</summary>
internal static class WhatsAppEnvelope
{
    public static JsonObject Messages(WhatsAppAccount account, IReadOnlyList<WhatsAppText> texts) =>
        Around(account, new JsonObject
        {
            ["messaging_product"] = "whatsapp",
            ["metadata"] = Metadata(account),
            ["contacts"] = new JsonArray([.. texts.DistinctBy(text => (text.From, text.UserId)).Select(Contact)]),
            ["messages"] = new JsonArray([.. texts.Select(Message)]),
        });

    public static JsonObject Status(WhatsAppAccount account, GraphStatus status) =>
        Around(account, new JsonObject
        {
            ["messaging_product"] = "whatsapp",
            ["metadata"] = Metadata(account),
            ["statuses"] = new JsonArray(Status(status)),
        });

    public static JsonObject Happenings(WhatsAppAccount account, IReadOnlyList<WhatsAppHappening> happenings) =>
        Around(account, [.. happenings.GroupBy(h => h.Field).Select(field => Change(field.Key, Value(account, [.. field])))]);

    public static string Seconds(DateTimeOffset at) => at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

    private static JsonObject Value(WhatsAppAccount account, IReadOnlyList<WhatsAppHappening> happenings)
    {
        var value = new JsonObject { ["messaging_product"] = "whatsapp", ["metadata"] = Metadata(account) };
        var cards = happenings.Select(h => h.Customer).OfType<WhatsAppCustomer>().Distinct().ToList();
        if (cards.Count > 0)
            value["contacts"] = new JsonArray([.. cards.Select(c => Contact(c.Name, c.Number, c.UserId))]);
        foreach (var list in happenings.GroupBy(h => h.List))
            value[list.Key] = new JsonArray([.. list.Select(h => h.Element.DeepClone())]);
        return value;
    }

    private static JsonObject Around(WhatsAppAccount account, JsonObject value) => Around(account, [Change("messages", value)]);

    private static JsonObject Around(WhatsAppAccount account, JsonNode[] changes) => new()
    {
        ["object"] = "whatsapp_business_account",
        ["entry"] = new JsonArray(new JsonObject { ["id"] = account.BusinessAccountId, ["changes"] = new JsonArray(changes) }),
    };

    private static JsonObject Change(string field, JsonObject value) => new() { ["value"] = value, ["field"] = field };

    private static JsonObject Metadata(WhatsAppAccount account) => new()
    {
        ["display_phone_number"] = account.DisplayPhoneNumber,
        ["phone_number_id"] = account.PhoneNumberId,
    };

    private static JsonObject Contact(WhatsAppText text) => Contact(text.Name, text.From, text.UserId);

    private static JsonObject Contact(string name, string? number, string? userId)
    {
        var contact = new JsonObject { ["profile"] = new JsonObject { ["name"] = name } };
        if (number is not null) contact["wa_id"] = number;
        if (userId is not null) contact["user_id"] = userId;
        return contact;
    }

    private static JsonObject Message(WhatsAppText text)
    {
        var message = new JsonObject();
        if (text.QuotedMessageId is not null) message["context"] = new JsonObject { ["id"] = text.QuotedMessageId };
        if (text.From is not null) message["from"] = text.From;
        if (text.UserId is not null) message["from_user_id"] = text.UserId;
        message["id"] = text.MessageId;
        message["timestamp"] = Seconds(text.At);
        message["type"] = "text";
        message["text"] = new JsonObject { ["body"] = text.Text };
        return message;
    }

    private static JsonObject Status(GraphStatus told)
    {
        var status = new JsonObject { ["id"] = told.Send.MessageId, ["status"] = told.Status, ["timestamp"] = Seconds(told.At) };
        status[WhatsAppIds.IsUserId(told.Send.Recipient) ? "recipient_user_id" : "recipient_id"] = told.Send.Recipient;
        if (told.Status is "sent" or "delivered") status["pricing"] = Pricing();
        if (told.Send.CallbackData is not null) status["biz_opaque_callback_data"] = told.Send.CallbackData;
        if (told.ErrorCode is { } code) status["errors"] = new JsonArray(GraphErrors.InStatus(code));
        return status;
    }

    private static JsonObject Pricing() => new()
    {
        ["billable"] = false,
        ["pricing_model"] = "PMP",
        ["type"] = "free_customer_service",
        ["category"] = "service",
    };
}
