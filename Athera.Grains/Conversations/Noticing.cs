using Athera.Channels;
using Athera.Contacts;

namespace Athera.Conversations;

/// <summary>Takes in what a webhook tells besides new messages. None of it opens the window, and none of it begins a turn by itself.</summary>
public static class Noticing
{
    /// <summary>Takes in the notices of a batch, in the order in which they happened.</summary>
    internal static void Notice(this Draft draft, ReceiveMessages command, Recollection recollection, Circumstances now)
    {
        var seen = new HashSet<string>(recollection.Notices);
        foreach (var notice in command.Notices.OrderBy(n => AtOf(n, command, now)))
        {
            if (!seen.Add(notice.ExternalId))
                continue;
            if (!draft.State.Exists)
                draft.Open(command, notice, now);
            draft.Take(notice, AtOf(notice, command, now), command, recollection, now);
        }
    }

    /// <summary>The contact said what it wants to be sent. An older word than the known one changes nothing; of two at once "no" counts.</summary>
    internal static void Consent(
        this Draft draft, ConsentScope scope, bool granted, string how, DateTimeOffset at, string? noticeId = null)
    {
        var known = draft.State.Consents.FirstOrDefault(c => c.Scope == scope);
        if (known is null || at > known.At || (at == known.At && known.Granted && !granted))
            draft.Raise(new ConsentChanged(scope, granted, how, at, noticeId));
    }

    private static void Take(
        this Draft draft, ContactNotice notice, DateTimeOffset at, ReceiveMessages command, Recollection recollection, Circumstances now)
    {
        switch (notice)
        {
            case EchoNotice e:
                draft.Echo(e, at, command.ReceivedAt, recollection, now);
                break;
            case EditNotice e:
                draft.Amend(new ParkedNotice(ParkedKind.Edit, e.ExternalId, e.Target, at, e.Content), recollection, now);
                break;
            case DeletionNotice e:
                draft.Amend(new ParkedNotice(ParkedKind.Deletion, e.ExternalId, e.Target, at), recollection, now);
                break;
            case ReactionNotice e:
                draft.Amend(new ParkedNotice(ParkedKind.Reaction, e.ExternalId, e.Target, at, Emoji: e.Emoji), recollection, now);
                break;
            case WatermarkNotice { Target: { } target } e:
                draft.Amend(new ParkedNotice(ParkedKind.Watermark, e.ExternalId, target, at, State: e.State), recollection, now);
                break;
            case WatermarkNotice { UpTo: { } upTo } e:
                draft.MoveUpTo(upTo, e.State, at, now);
                break;
            case AddressChangeNotice e when e.NewAddresses.Except(draft.State.Addresses).Any():
                draft.Raise(new AddressChanged([.. e.NewAddresses.Take(Conversation.MaxAddresses)], e.ExternalId));
                break;
            case ConsentNotice e:
                draft.Consent(e.Scope, e.Granted, ConsentWays.Preference, at, e.ExternalId);
                break;
        }
    }

    // A message makes the contact wait; anything else is no reason to look at a conversation, except what somebody wrote elsewhere.
    private static void Open(this Draft draft, ReceiveMessages command, ContactNotice notice, Circumstances now)
    {
        IEnumerable<Address> addresses = notice is AddressChangeNotice change
            ? notice.Contact.Concat(change.NewAddresses).Distinct()
            : notice.Contact;
        draft.Open(command, addresses, null, now);
        if (notice is not EchoNotice)
            draft.Raise(new StatusChanged(ConversationStatus.Resolved, null, null));
    }

    private static DateTimeOffset AtOf(ContactNotice notice, ReceiveMessages command, Circumstances now) =>
        notice.At is { } at && at <= now.Now + Receiving.ClockTolerance ? at : command.ReceivedAt;
}
