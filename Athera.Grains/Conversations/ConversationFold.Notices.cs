using System.Collections.Immutable;
using Athera.Channels;
using Athera.Messages;

namespace Athera.Conversations;

// How what is not a message changes the state.
public sealed partial record Conversation
{
    private Conversation ApplyNotice(ConversationEvent? @event) => @event switch
    {
        MessageEchoed e => Apply(e),
        MessageEdited e => Apply(e).Amend(e, e.Message),
        MessageDeleted e => Apply(e).Amend(e, e.Message),
        MessageReacted e => Unpark(e.NoticeId).Amend(e, e.Message),
        MediaSettled e => Amend(e, e.Message),
        NoticeParked e => Apply(e),
        NoticeDropped e => Unpark(e.NoticeId),
        AddressChanged e => this with
        {
            Addresses = [.. e.Addresses.Concat(Addresses.Except(e.Addresses)).Take(MaxAddresses)],
        },
        WatermarkMoved { State: MessageState.Read } e => this with { ReadUpTo = Later(ReadUpTo, e.UpTo) },
        WatermarkMoved e => this with { DeliveredUpTo = Later(DeliveredUpTo, e.UpTo) },
        ConsentChanged e => this with
        {
            Consents = [.. Consents.Where(c => c.Scope != e.Scope), new ConsentMark(e.Scope, e.Granted, e.How, e.At)],
        },
        _ => this,
    };

    private Conversation Apply(MessageEchoed e)
    {
        var aftermath = new MessageAftermath
        {
            Message = Sequence,
            State = MessageState.Sent,
            ExternalId = e.ExternalId,
            SentAt = e.SentAt,
            Wordings = e.Parked is { } parked ? [parked] : null,
        };
        var next = Unpark(e.ExternalId).Spoken(
            aftermath, e.Content, new Author(AuthorKind.External, null), e.ReceivedAt);
        return (e.Late ? next : next.Nobody()).AnswerEntry(e.SentAt ?? e.ReceivedAt);
    }

    private Conversation Apply(MessageEdited e)
    {
        var next = Unpark(e.NoticeId);
        return e.Superseded ? next : next with
        {
            Tail = Replaced(Tail, l => l.Message == e.Message, l => Line.Of(l.Message, l.By, e.Content)),
            Last = Last?.Message == e.Message ? Last with { Text = TextLimit.Shorten(e.Content.Text, LastMessage.MaxText), EditedAt = e.At } : Last,
        };
    }

    private Conversation Apply(MessageDeleted e)
    {
        var unread = e.Inbound && e.Message > AnsweredThrough && Unread > 0 ? Unread - 1 : Unread;
        var unanswered = Unanswered.Remove(e.Message);
        return Unpark(e.NoticeId) with
        {
            Unread = unread,
            WaitingSince = unread == 0 ? null : WaitingSince,
            Unanswered = unanswered,
            AnswerAt = unanswered.IsEmpty ? null : AnswerAt,
            Tail = Tail.RemoveAll(l => l.Message == e.Message),
            Last = Last?.Message == e.Message ? Last with { Text = null, EditedAt = null, DeletedAt = e.At } : Last,
            RemovedAt = Sequence,
        };
    }

    // What was said of a message taken back is of no use any more.
    private Conversation Apply(NoticeParked e)
    {
        var waiting = e.Notice.Kind == ParkedKind.Deletion
            ? Parked.RemoveAll(p => p.Notice.Target == e.Notice.Target && p.Notice.Kind is ParkedKind.Edit or ParkedKind.Reaction)
            : Parked;
        return this with { Parked = Newest(waiting, new Parked(Sequence, e.Notice), MaxParked) };
    }

    private Conversation Unpark(string noticeId) => Parked.IsEmpty
        ? this
        : this with { Parked = Parked.RemoveAll(p => p.Notice.NoticeId == noticeId) };

    private Conversation Amend(ConversationEvent @event, long message) => Follow(message, d => d.Apply(@event, Sequence));

    // Only what the provider took answers anybody.
    private Conversation Answer(long message) =>
        Entry is not null && Deliveries.FirstOrDefault(d => d.Message == message) is { State: not MessageState.Failed, AttemptedAt: { } at }
            ? AnswerEntry(at)
            : this;

    private Conversation AnswerEntry(DateTimeOffset at) => Entry is { } entry && at <= entry.At + EntryPoint.AnswerWithin
        ? this with { Entry = null, EntryClosesAt = Later(EntryClosesAt, entry.ClosesAt) }
        : this;

    private static ImmutableArray<T> Replaced<T>(ImmutableArray<T> items, Predicate<T> which, Func<T, T> change)
    {
        for (var i = 0; i < items.Length; i++)
        {
            if (which(items[i]))
                return items.SetItem(i, change(items[i]));
        }
        return items;
    }
}
