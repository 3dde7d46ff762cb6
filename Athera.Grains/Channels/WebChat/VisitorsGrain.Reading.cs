using Athera.Chat;
using Athera.Conversations;
using Athera.Journal;
using Athera.Keys;
using Athera.Messages;

namespace Athera.Channels.WebChat;

// What a visitor is shown, read from the journal without waking the conversation.
public sealed partial class VisitorsGrain
{
    private const int MaxEvents = 500, LatestMessages = 50, LatestStretches = 10, MaxReported = 32;

    private static readonly Refusal CursorUnknown = new(
        RefusalKind.Conflict, "cursor_unknown", "This chat has no such position; begin at its end.");

    private static readonly IReadOnlyDictionary<long, VisitorTranscript.Earlier> NothingEarlier =
        new Dictionary<long, VisitorTranscript.Earlier>();

    /// <inheritdoc/>
    public async Task<Result<ChatPage>> Read(ChatVisitor visitor, long after)
    {
        if (await OpenAsync(visitor) is not { } opened)
            return after == 0 ? ChatPage.Empty : CursorUnknown;
        return await IsPositionAsync(opened, after) ? await StretchAsync(visitor, opened, after) : CursorUnknown;
    }

    /// <inheritdoc/>
    public async Task<ChatPage> Latest(ChatVisitor visitor)
    {
        if (await OpenAsync(visitor) is not { } opened)
            return ChatPage.Empty;
        var newest = await store.ReadTranscriptAsync(
            _key.Tenant, opened.Id.Value, ConversationForm.SpokenKinds, opened.End + 1, LatestMessages, CancellationToken.None);
        var page = ChatPage.Empty with { Conversation = opened.Id, Position = newest.Count == 0 ? opened.End : newest[^1].Event.Sequence - 1 };
        // Read like any other stretch, so that what is shown and what comes after it fit together.
        for (var stretch = 0; stretch < LatestStretches && page.Position < opened.End; stretch++)
        {
            var next = await StretchAsync(visitor, opened, page.Position);
            if (next.Position == page.Position)
                break;
            page = next with
            {
                Lines = [.. page.Lines, .. next.Lines],
                Changes = [.. page.Changes, .. next.Changes],
                Answering = next.Answering ?? page.Answering,
            };
        }
        return page;
    }

    /// <inheritdoc/>
    public async Task<Result<MediaView>> File(ChatVisitor visitor, long message, int index)
    {
        if (message is <= 0 or long.MaxValue || await OpenAsync(visitor) is not { } opened)
            return Refusal.NotFound;
        var page = await store.ReadTranscriptAsync(
            _key.Tenant, opened.Id.Value, ConversationForm.SpokenKinds, message + 1, 1, CancellationToken.None);
        if (page is not [var stored] || stored.Event.Sequence != message || !IsVisible(opened, stored))
            return Refusal.NotFound;
        var view = links.On(_key.Tenant, Transcript.View(KeyOf(opened.Id), stored, opened.Key, default));
        return view.Media.FirstOrDefault(file => file.Index == index) is { } found ? found : Refusal.NotFound;
    }

    // What was queued is seen from its first attempt on.
    private bool IsVisible(Opened opened, StoredMessage stored) =>
        stored.Event.Kind == ConversationForm.Received
        || (stored.Event.Kind == ConversationForm.Queued
            && Transcript.Aftermath(KeyOf(opened.Id), stored, opened.Key) is var aftermath
            && (aftermath.AttemptedAt is not null || aftermath.State != MessageState.Queued));

    // The end is that of the line in the inbox list, which not every event moves.
    private readonly record struct Opened(ConversationId Id, SubjectKey Key, long End);

    private async Task<bool> IsPositionAsync(Opened opened, long position) =>
        position >= 0
        && (position <= opened.End
            || await store.ReadStreamAsync(_key.Tenant, opened.Id.Value, position - 1, 1, CancellationToken.None) is [var at]
                && at.Sequence == position);

    // Without its contact's key, which erasure destroys, there is nothing to show.
    private async Task<Opened?> OpenAsync(ChatVisitor visitor)
    {
        if (await FindAsync(visitor) is not { } account || await ConversationAsync(account, visitor) is not { } id
            || await store.FindConversationAsync(_key.Tenant, id.Value, CancellationToken.None) is not { } stored)
            return null;
        var contact = stored.Row.Contact.Value;
        var keys = await vault.GetManyAsync(_key.Tenant, [contact], CancellationToken.None);
        return keys.TryGetValue(contact, out var key) ? new Opened(id, key, stored.Sequence) : null;
    }

    private async Task<ChatPage> StretchAsync(ChatVisitor visitor, Opened opened, long after)
    {
        var stored = await store.ReadStreamAsync(_key.Tenant, opened.Id.Value, after, MaxEvents, CancellationToken.None);
        var stretch = stored.Select(e => new VisitorTranscript.Happened(e.Sequence, Transcript.Open(KeyOf(opened.Id), e, opened.Key))).ToList();
        var earlier = NothingEarlier;
        if (VisitorTranscript.Missing(stretch).ToList() is { Count: > 0 } missing)
            earlier = await QueuedAsync(opened, missing);
        return VisitorTranscript.Show(
            visitor.Visitor, opened.Id, stretch, earlier, stored.Count > 0 ? stored[^1].Sequence : after);
    }

    private async Task<IReadOnlyDictionary<long, VisitorTranscript.Earlier>> QueuedAsync(Opened opened, List<long> messages)
    {
        var found = new Dictionary<long, VisitorTranscript.Earlier>();
        foreach (var message in messages)
        {
            var page = await store.ReadTranscriptAsync(
                _key.Tenant, opened.Id.Value, [ConversationForm.Queued], message + 1, 1, CancellationToken.None);
            if (page is [var stored] && stored.Event.Sequence == message
                && Transcript.Open(KeyOf(opened.Id), stored.Event, opened.Key) is MessageQueued queued)
                found[message] = new VisitorTranscript.Earlier(queued, Transcript.Aftermath(KeyOf(opened.Id), stored, opened.Key));
        }
        return found;
    }

    // Messages to the visitor that were visible at a position and are not yet known to have come this far. The newest few: what
    // stands before them was reported with them, or the visitor has not looked for long.
    private async Task<IReadOnlyList<MessageId>> UnreportedAsync(ConversationId id, long position, MessageState state)
    {
        if (position <= 0 || await store.FindConversationAsync(_key.Tenant, id.Value, CancellationToken.None) is not { } conversation)
            return [];
        var contact = conversation.Row.Contact.Value;
        var keys = await vault.GetManyAsync(_key.Tenant, [contact], CancellationToken.None);
        if (!keys.TryGetValue(contact, out var key))
            return [];
        var attempts = await store.ReadTranscriptAsync(
            _key.Tenant, id.Value, [ConversationForm.Attempted], position == long.MaxValue ? position : position + 1, MaxReported,
            CancellationToken.None);
        var visible = attempts.Select(a => Transcript.Open(KeyOf(id), a.Event, key)).OfType<SendAttempted>()
            .Where(a => a.Attempt == 1).Select(a => a.Message).ToHashSet();
        if (visible.Count == 0)
            return [];
        var messages = await store.ReadTranscriptAsync(
            _key.Tenant, id.Value, [ConversationForm.Queued], visible.Max() + 1, MaxReported, CancellationToken.None);
        return [.. messages
            .Where(m => visible.Contains(m.Event.Sequence) && Transcript.Aftermath(KeyOf(id), m, key).IsNews(state))
            .Select(m => new MessageId(id, m.Event.Sequence))];
    }

    private TenantKey KeyOf(ConversationId id) => new(_key.Tenant, id.Value);
}
