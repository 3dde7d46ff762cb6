using System.Text.Json;
using Athera.Messages;

namespace Athera.Channels.Meta.WhatsApp;

/// <summary>
/// Reads one element of <c>statuses[]</c>. Which state outranks which is the conversation's to say: they come in any order.
/// </summary>
internal static class WhatsAppStatuses
{
    /// <summary>Adds the receipt to the reading.</summary>
    public static void Read(WhatsAppChange change, JsonElement status, GraphAnswers answers)
    {
        var id = status.Member("id"u8).Id();
        var name = status.Member("status"u8).Text();
        if (id is null || name is null || change.Account is null)
            change.AddUnreadable(UnreadableReasons.MalformedElement, "statuses"u8, status);
        else if (StateOf(name) is not { } state)
            change.AddUnreadable(UnreadableReasons.UnknownType, "statuses"u8, status);
        else
            change.Reading.Add(new ReceiptElement(change.Account, new DeliveryReceipt
            {
                ExternalId = id,
                Message = MessageId.TryParse(status.Member("biz_opaque_callback_data"u8).Text(), out var message) ? message : null,
                State = state,
                At = status.Member("timestamp"u8).UnixTime(),
                Fault = state == MessageState.Failed ? answers.FaultOf(FirstError(status)) : null,
            }));
    }

    private static MessageState? StateOf(string name) => name switch
    {
        "accepted" or "sent" => MessageState.Sent,
        "delivered" => MessageState.Delivered,
        "read" or "played" => MessageState.Read,
        "failed" => MessageState.Failed,
        _ => null,
    };

    private static JsonElement FirstError(JsonElement status)
    {
        var errors = status.Member("errors"u8);
        return errors.ValueKind == JsonValueKind.Array && errors.GetArrayLength() > 0 ? errors[0] : default;
    }
}
