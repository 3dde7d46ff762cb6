using Athera.Contacts;

namespace Athera.Channels.Twilio;

/// <summary>Reads an inbound message. Twilio gives no time of sending.</summary>
internal static class TwilioMessages
{
    /// <summary>The message, or what is to be kept of the request.</summary>
    public static WebhookContent Read(WebhookRequest request, TwilioForm form, string? account)
    {
        var id = TwilioFields.MessageSid(form);
        var from = Sender(form);
        if (account is null || id is null || from.Count == 0)
            return TwilioWebhooks.Unreadable(account, UnreadableReasons.MalformedElement, request);
        if (TwilioContent.Read(request, form, out var reason) is not { } content)
            return TwilioWebhooks.Unreadable(account, reason, request, id);
        return new([new ReceivedElement(account, new InboundMessage
        {
            From = from,
            Name = form["ProfileName"u8] is { Length: > 0 } name ? TextLimit.Cut(name, InboundMessage.MaxNameLength) : null,
            ExternalId = id,
            Content = content,
            ReplyTo = TwilioFields.Id(form["OriginalRepliedMessageSid"u8]),
        })]);
    }

    // The user id has two names in Twilio's own documents, and may stand in From instead. The most stable address comes first.
    private static List<Address> Sender(TwilioForm form)
    {
        var addresses = new List<Address>(2);
        Add(AddressShape.Read(form["ExternalUserId"u8]));
        Add(AddressShape.Read(form["ExternalUserIdentifier"u8]));
        Add(TwilioAddresses.Read(form["From"u8]));
        if (TwilioAddresses.IsWhatsApp(form["From"u8]))
            Add(AddressShape.Read(form["WaId"u8]));
        return addresses;

        void Add(Address? address)
        {
            if (address is not null && !addresses.Contains(address))
                addresses.Insert(address.Kind == AddressKind.BusinessScopedUserId ? 0 : addresses.Count, address);
        }
    }
}
