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
        if (Reaction(form, id, from) is { } reaction)
            return new([new NoticeElement(account, reaction)]);
        if (TwilioContent.Read(request, form, out var reason) is not { } content)
            return TwilioWebhooks.Unreadable(account, reason, request, id);
        return new([new ReceivedElement(account, new InboundMessage
        {
            From = from,
            Name = form["ProfileName"u8] is { Length: > 0 } name ? TextLimit.Cut(name, InboundMessage.MaxNameLength) : null,
            ExternalId = id,
            Content = content,
            ReplyTo = TwilioFields.Id(form["OriginalRepliedMessageSid"u8]),
            Keyword = KeywordOf(form["OptOutType"u8]),
        })]);
    }

    // The sign is the text, and an empty one takes it away; without the message it stands on there is nothing to put it on.
    private static ReactionNotice? Reaction(TwilioForm form, string id, List<Address> from) =>
        form["MessageType"u8] == "reaction" && TwilioFields.Id(form["OriginalRepliedMessageSid"u8]) is { } target
            ? new ReactionNotice
            {
                Contact = from,
                ExternalId = id,
                Target = target,
                Emoji = form["Body"u8] is { Length: > 0 } sign ? TextLimit.Cut(sign, Messages.Reaction.MaxLength) : null,
            }
            : null;

    // Only a messaging service with Advanced Opt-Out says it, and it has answered then.
    private static Keyword? KeywordOf(string? type) => type?.ToUpperInvariant() switch
    {
        "STOP" => Keyword.Stop,
        "START" => Keyword.Start,
        "HELP" => Keyword.Help,
        _ => null,
    };

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
