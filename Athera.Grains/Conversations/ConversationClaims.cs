using Athera.Contacts;
using Athera.Journal;
using Athera.Keys;

namespace Athera.Conversations;

/// <summary>The keys a conversation's events hold: who wrote, which message it is, what was sent.</summary>
public static class ConversationClaims
{
    /// <summary>An address on a channel account belongs to one conversation.</summary>
    public static ClaimKey OfIdentity(LookupKey lookup, ChannelAccountId account, Address address) =>
        lookup.Hash("identity", account.ToString(), ContactClaims.Kind(address), address.Value);

    /// <summary>
    /// A provider's id names one message of a channel account. The account is part of it: when one tenant writes to another, the
    /// same id appears on both sides.
    /// </summary>
    public static ClaimKey OfMessage(LookupKey lookup, ChannelAccountId account, string externalId) =>
        lookup.Hash("message", account.ToString(), externalId);

    /// <summary>A provider's id, or one made up of its parts, names one happening of a channel account.</summary>
    public static ClaimKey OfNotice(LookupKey lookup, ChannelAccountId account, string noticeId) =>
        lookup.Hash("notice", account.ToString(), noticeId);

    /// <summary>A client's own id names one message of a conversation.</summary>
    public static ClaimKey OfClientMessage(LookupKey lookup, OpaqueId conversation, string clientMessageId) =>
        lookup.Hash("client-message", conversation.ToString(), clientMessageId);

    /// <summary>Everything a decision's events claim.</summary>
    public static IEnumerable<Claim> Of(
        OpaqueId conversation, Conversation before, Conversation after, IReadOnlyList<ConversationEvent> events, LookupKey lookup)
    {
        var sequence = before.Sequence;
        foreach (var @event in events)
        {
            sequence++;
            switch (@event)
            {
                case ConversationOpened e:
                    foreach (var address in e.Addresses)
                    {
                        yield return new Claim(OfIdentity(lookup, e.Account, address), conversation, sequence);
                        if (e.BearsContact)
                            yield return new Claim(ContactClaims.OfAddress(lookup, address), e.Contact.Value, 1);
                    }
                    break;
                case AddressLearned e:
                    yield return new Claim(OfIdentity(lookup, after.Account, e.Address), conversation, sequence);
                    break;
                case MessageReceived e:
                    yield return new Claim(OfMessage(lookup, after.Account, e.ExternalId), conversation, sequence);
                    break;
                case MessageEchoed e:
                    yield return new Claim(OfMessage(lookup, after.Account, e.ExternalId), conversation, sequence);
                    break;
                case AddressChanged e:
                    foreach (var address in e.Addresses.Except(before.Addresses))
                        yield return new Claim(OfIdentity(lookup, after.Account, address), conversation, sequence);
                    break;
                case MessageQueued { ClientMessageId: { } id }:
                    yield return new Claim(OfClientMessage(lookup, conversation, id), conversation, sequence);
                    break;
                case SendSettled { ExternalId: { } id } e when IsNews(before, e.Message):
                    yield return new Claim(OfMessage(lookup, after.Account, id), conversation, e.Message);
                    break;
                case ReceiptRecorded e when IsNews(before, e.Message):
                    yield return new Claim(OfMessage(lookup, after.Account, e.ExternalId), conversation, e.Message);
                    break;
            }
            if (NoticeOf(@event) is { } notice && !before.Parked.Any(p => p.Notice.NoticeId == notice))
                yield return new Claim(OfNotice(lookup, after.Account, notice), conversation, sequence);
        }
    }

    /// <summary>The provider's id of the notice that an event takes in, if it is claimed by one.</summary>
    // What waited holds its claim since it was parked. Echoes are claimed as messages; watermarks only rise, told twice or not.
    internal static string? NoticeOf(ConversationEvent @event) => @event switch
    {
        MessageEdited e => e.NoticeId,
        MessageDeleted e => e.NoticeId,
        MessageReacted e => e.NoticeId,
        AddressChanged e => e.NoticeId,
        ConsentChanged e => e.NoticeId,
        NoticeParked { Notice: { Kind: ParkedKind.Edit or ParkedKind.Deletion or ParkedKind.Reaction } notice } => notice.NoticeId,
        _ => null,
    };

    private static bool IsNews(Conversation before, long message) =>
        before.Deliveries.Any(d => d.Message == message && d.ExternalId is null);
}
