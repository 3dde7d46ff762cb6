using System.Text.Json;
using Athera.Messages;

namespace Athera.Channels.Meta.Messaging;

/// <summary>Reads <c>message</c>, which is a message, an echo of one or the end of one, and <c>postback</c>, a tap on a button.</summary>
internal static class MessagingMessages
{
    /// <summary>Reads <c>message</c>.</summary>
    public static bool Read(MessagingEvent happened)
    {
        var message = happened.Item.Member("message"u8);
        if (message.Member("mid"u8).Id() is not { } id)
            return false;
        if (message.Member("is_deleted"u8).ValueKind == JsonValueKind.True)
            happened.Add(new DeletionNotice
            {
                Contact = [happened.Contact!],
                ExternalId = MadeUpId.Of("deleted", id),
                At = happened.At,
                Target = id,
            });
        else if (MessagingContent.Read(message) is not { } content)
            return false;
        else if (happened.IsOurs)
            happened.Add(new EchoNotice
            {
                Contact = [happened.Contact!],
                ExternalId = id,
                At = happened.At,
                Content = content,
                // What we put into a send comes back with its echo, where the channel has such a field.
                Message = MessageId.TryParse(message.Member("metadata"u8).Text(), out var ours) ? ours : null,
            });
        else
            happened.Add(new InboundMessage
            {
                From = [happened.Contact!],
                ExternalId = id,
                SentAt = happened.At,
                Content = content,
                ReplyTo = message.Member("reply_to"u8).Member("mid"u8).Id(),
            });
        return true;
    }

    /// <summary>Reads <c>postback</c>. Its id is missing where an account's app is old.</summary>
    public static bool ReadPostback(MessagingEvent happened)
    {
        var postback = happened.Item.Member("postback"u8);
        var title = postback.Member("title"u8).Text();
        var payload = postback.Member("payload"u8).Text();
        if (title is null && payload is null)
            return false;
        happened.Add(new InboundMessage
        {
            From = [happened.Contact!],
            ExternalId = postback.Member("mid"u8).Id() ?? MadeUpId.Of("postback", happened.Sender, happened.Timestamp, payload ?? title),
            SentAt = happened.At,
            Content = MessagingContent.Of(MessageKind.ButtonReply, postback, title) with
            {
                Payload = payload,
                Referral = MessagingReferrals.Read(postback.Member("referral"u8)),
            },
        });
        return true;
    }
}
