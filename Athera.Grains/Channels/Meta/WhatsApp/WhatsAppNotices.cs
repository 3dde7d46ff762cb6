using System.Text.Json;
using Athera.Contacts;
using Athera.Messages;

namespace Athera.Channels.Meta.WhatsApp;

/// <summary>Reads elements of <c>messages[]</c> and <c>message_echoes[]</c> that are no messages: what happened to one, or to a number.</summary>
internal static class WhatsAppNotices
{
    /// <summary>Whether an element of this type is no message.</summary>
    public static bool IsNotice(string? type) => type is "reaction" or "edit" or "revoke" or "system";

    /// <summary>What happened, or <see langword="null"/> and one of <see cref="UnreadableReasons"/>.</summary>
    /// <param name="element">The element; it has an id.</param>
    /// <param name="contact">The contact's addresses; of a system element the old ones.</param>
    /// <param name="reason">Why there is nothing.</param>
    public static ContactNotice? Read(JsonElement element, IReadOnlyList<Address> contact, out string reason)
    {
        reason = UnreadableReasons.MalformedElement;
        var (id, at) = (element.Member("id"u8).Id()!, element.Member("timestamp"u8).UnixTime());
        switch (element.Member("type"u8).Text())
        {
            case "reaction":
                var reaction = element.Member("reaction"u8);
                return reaction.Member("message_id"u8).Id() is not { } reacted ? null : new ReactionNotice
                {
                    Contact = contact, ExternalId = id, At = at, Target = reacted, Emoji = Emoji(reaction.Member("emoji"u8)),
                };
            case "edit":
                var edit = element.Member("edit"u8);
                if (edit.Member("original_message_id"u8).Id() is not { } edited
                    || WhatsAppContent.Read(edit.Member("message"u8), out reason) is not { } content)
                    return null;
                return new EditNotice { Contact = contact, ExternalId = id, At = at, Target = edited, Content = content };
            case "revoke":
                return element.Member("revoke"u8).Member("original_message_id"u8).Id() is not { } revoked ? null : new DeletionNotice
                {
                    Contact = contact, ExternalId = id, At = at, Target = revoked,
                };
            default:
                return System(element.Member("system"u8), contact, id, at, out reason);
        }
    }

    // A sign that was taken away comes without the member, or with an empty one.
    private static string? Emoji(JsonElement emoji) => emoji.Clipped(Reaction.MaxLength) is { Length: > 0 } sign ? sign : null;

    private static AddressChangeNotice? System(
        JsonElement system, IReadOnlyList<Address> contact, string id, DateTimeOffset? at, out string reason)
    {
        reason = UnreadableReasons.MalformedElement;
        switch (system.Member("type"u8).Text())
        {
            case "user_changed_number" or "customer_changed_number" or "user_changed_user_id":
                var now = WhatsAppSender.InOrder(
                    system.Member("user_id"u8), system.Member("wa_id"u8), system.Member("new_wa_id"u8));
                List<Address> before = [.. WhatsAppSender.InOrder(
                    [system.Member("previous_user_id"u8), system.Member("customer"u8)], contact).Except(now)];
                return now.Count == 0 || before.Count == 0 ? null : new AddressChangeNotice
                {
                    Contact = before, ExternalId = id, At = at, NewAddresses = now,
                };
            case null:
                return null;
            // The contact has a new device: of interest to whoever compares security codes, and to nobody here.
            case "customer_identity_changed":
                reason = UnreadableReasons.NotReadYet;
                return null;
            default:
                reason = UnreadableReasons.UnknownType;
                return null;
        }
    }
}
