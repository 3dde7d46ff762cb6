using Athera.Channels;
using Athera.Contacts;
using Athera.Messages;

namespace Athera.Fuzz;

/// <summary>What everything read from a webhook holds to, whatever the webhook held.</summary>
internal static class Soundness
{
    /// <summary>What is wrong with an element, or <see langword="null"/>.</summary>
    public static string? Complaint(WebhookElement element) => element switch
    {
        UnreadableElement unreadable => unreadable.Reason.Length > 0 ? null : "kept without a reason",
        { ProviderAccountId: null } => "read, and for no account",
        ReceivedElement { Message: var message } =>
            OfId(message.ExternalId) ?? OfAddresses(message.From) ?? OfContent(message.Content)
            ?? (message.Name?.Length > InboundMessage.MaxNameLength ? "a name longer than any" : null),
        ReceiptElement { Receipt: var receipt } =>
            OfId(receipt.ExternalId) ?? (receipt.State == MessageState.Failed == (receipt.Fault is null) ? "a failure without a fault" : null),
        NoticeElement { Notice: var notice } => OfId(notice.ExternalId) ?? OfAddresses(notice.Contact) ?? notice switch
        {
            EchoNotice echo => OfContent(echo.Content),
            EditNotice edit => OfContent(edit.Content) ?? OfId(edit.Target),
            DeletionNotice deletion => OfId(deletion.Target),
            ReactionNotice reaction => OfId(reaction.Target) ?? (reaction.Emoji?.Length > Reaction.MaxLength ? "a sign longer than any" : null),
            _ => null,
        },
        _ => null,
    };

    private static string? OfId(string id) => id.Length is > 0 and <= InboundMessage.MaxExternalIdLength ? null : "an id of no length that may be";

    private static string? OfAddresses(IReadOnlyList<Address> addresses) =>
        addresses.Count > 0 && addresses.All(address => address.Value.Length is > 0 and <= Address.MaxLength) ? null : "nobody, or an endless name";

    private static string? OfContent(MessageContent content) =>
        content.Text?.Length > MessageContent.MaxTextLength ? "a text longer than any"
        : content.Media.Count > MediaPart.MaxParts || content.Cards.Count > ContactCard.MaxCards || content.Cart?.Lines.Count > Cart.MaxLines
            ? "more parts than any"
        : content.Place is { } place && !(Math.Abs(place.Latitude) <= 90 && Math.Abs(place.Longitude) <= 180) ? "a place that is nowhere"
        : null;
}
