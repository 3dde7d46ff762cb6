using System.Globalization;
using Athera.Messages;
using Microsoft.AspNetCore.WebUtilities;

namespace Athera.Channels.Twilio;

/// <summary>
/// Reads a status callback. Which state outranks which is the conversation's to say: they come in any order. Twilio tells no time but
/// the carrier's, to the minute and without a zone, which is worse than none.
/// </summary>
internal static class TwilioStatuses
{
    /// <summary>The receipt, nothing for a state that tells nothing yet, or what is to be kept of the request.</summary>
    public static WebhookContent Read(WebhookRequest request, TwilioForm form, string? account, TwilioAnswers answers)
    {
        var id = TwilioFields.MessageSid(form);
        var status = form["MessageStatus"u8] ?? form["SmsStatus"u8];
        // Some senders tell that a message was read in a field of its own, beside the status before.
        if (string.Equals(form["EventType"u8], "READ", StringComparison.OrdinalIgnoreCase))
            status = "read";
        if (account is null || id is null || string.IsNullOrEmpty(status))
            return TwilioWebhooks.Unreadable(account, UnreadableReasons.MalformedElement, request);
        // On its way through Twilio: what the answer to our send has told already.
        if (status is "accepted" or "scheduled" or "queued" or "sending" or "receiving" or "received")
            return new([]);
        if (StateOf(status) is not { } state)
            return TwilioWebhooks.Unreadable(account, UnreadableReasons.UnknownType, request);
        return new([new ReceiptElement(account, new DeliveryReceipt
        {
            ExternalId = id,
            Message = MessageOf(request.Target),
            State = state,
            Fault = state == MessageState.Failed ? answers.FaultOf(CodeOf(form)) : null,
        })]);
    }

    /// <summary>How far a message has come, or <see langword="null"/>: not out of Twilio yet.</summary>
    public static MessageState? StateOf(string status) => status switch
    {
        "sent" => MessageState.Sent,
        "delivered" or "partially_delivered" => MessageState.Delivered,
        "read" => MessageState.Read,
        "failed" or "undelivered" or "canceled" => MessageState.Failed,
        _ => null,
    };

    private static int? CodeOf(TwilioForm form) =>
        int.TryParse(form["ErrorCode"u8], NumberStyles.None, CultureInfo.InvariantCulture, out var code) ? code : null;

    // Signed with the rest of the address, so nobody can pass a receipt to another message.
    private static MessageId? MessageOf(string target)
    {
        foreach (var pair in new QueryStringEnumerable(TwilioUrl.Query(target)))
            if (pair.DecodeName().Span.SequenceEqual(TwilioWebhooks.MessageParameter))
                return MessageId.TryParse(pair.DecodeValue().ToString(), out var message) ? message : null;
        return null;
    }
}
