using Athera.Api.Access;
using Athera.Api.Chat;
using Athera.Api.Conversations;
using Athera.Conversations;
using Athera.Inbox;
using Athera.Messages;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Logging;

namespace Athera.Api.Inbox;

/// <summary>
/// The live inbox. What a connection missed it gets by its cursor, so nothing here has to be kept for it. Calls of one connection
/// run one after another.
/// </summary>
internal sealed class InboxHub(
    TenantFeeds feeds, DraftFeeds drafts, IGrainFactory grainFactory, IHubContext<InboxHub, IInboxClient> hub,
    IHubContext<ChatHub, IChatClient> visitors, TimeProvider time, ILogger<InboxHub> logger)
    : Hub<IInboxClient>
{
    public const string Path = "/hubs/inbox";
    private const int LastMessages = 50;
    private const int EventsAtOnce = 200;

    private CallerGrains Grains => CallerGrains.For(Context.User, grainFactory);

    private InboxSession Session
    {
        get
        {
            if (Context.Items.TryGetValue(typeof(InboxSession), out var known) && known is InboxSession session)
                return session;
            Context.Items[typeof(InboxSession)] = session = new InboxSession();
            return session;
        }
    }

    /// <summary>
    /// Brings everything after the cursor from now on, instead of what an earlier call asked for. Without a cursor, from now on.
    /// Answers with the cursor it begins at.
    /// </summary>
    public async Task<long> Subscribe(InboxView? view, long? cursor)
    {
        var grains = Grains;
        var end = await grains.Of<IInboxGrain>().Position();
        // Ahead of the end is a cursor of another history, such as before a restore: following it would mean silence.
        if (cursor < 0 || cursor > end)
            throw HubRefusal.Of("cursor_unknown", "This feed has no such position; load the inbox anew.");
        var from = cursor ?? end;
        var session = Session;
        await session.Stop();
        var source = new InboxSource(
            feeds.Join(grains.Tenant, from), hub.Clients.Client(Context.ConnectionId), Context.ConnectionId, view?.ConversationId, time, logger);
        session.Pump = new CursorPump(source, Context, from, logger);
        return from;
    }

    /// <summary>
    /// Opens a conversation: what happened after the cursor, or its last messages without one. Typing and drafts are heard from then on.
    /// </summary>
    public async Task<OpenedConversation> Open(string conversationId, long? cursor)
    {
        var grains = Grains;
        var id = Parse(conversationId);
        // Read before the rest: what is committed in between is then seen twice by its sequence, not lost.
        var conversation = HubRefusal.Unless(await grains.Of<IConversationsGrain>().Get(id));
        var opened = cursor is { } after
            ? Since(conversation, HubRefusal.Unless(await grains.Of<IConversationsGrain>().Events(id, Math.Max(0, after), EventsAtOnce)), after)
            : Latest(conversation, HubRefusal.Unless(await grains.Of<IConversationsGrain>().Messages(id, null, LastMessages)));
        await Look(GroupOf(grains.Tenant, id));
        Hear(grains.Tenant);
        // One way: whoever opens it does not wait for the contact to be shown that.
        await grains.Get<IConversationGrain>(id.Value).Signal(ConversationSignal.Read);
        return opened;
    }

    /// <summary>
    /// Tells others who have the conversation open on this process, and the contact where the channel can, that somebody is writing.
    /// Nothing of it is kept.
    /// </summary>
    public async Task Typing(string conversationId)
    {
        var grains = Grains;
        var id = Parse(conversationId);
        var group = GroupOf(grains.Tenant, id);
        if (Session.Viewing != group)
            throw HubRefusal.Of("not_open", "Open the conversation first.");
        await Clients.OthersInGroup(group).Typing(new TypingNotice(id, grains.User));
        // The contact, where it looks on, is told that somebody writes and not who.
        await visitors.Clients.Group(group).Typing(new ChatTyping(true));
        await grains.Get<IConversationGrain>(id.Value).Signal(ConversationSignal.Typing);
    }

    /// <summary>Sends a message; the same client message id gives the same message.</summary>
    public async Task<MessageBody> Send(string conversationId, string clientMessageId, OutgoingMessage message)
    {
        var grains = Grains;
        var id = Parse(conversationId);
        if (clientMessageId is not { Length: > 0 and <= 128 })
            throw HubRefusal.Of("invalid", "clientMessageId: 1 to 128 characters.");
        if (message is not { Text.Length: > 0 and <= SendMessage.MaxTextLength })
            throw HubRefusal.Of("invalid", "text: 1 to 16,384 characters.");
        var command = new SendMessage { ClientMessageId = clientMessageId, Text = message.Text, User = grains.User };
        return MessageBody.Of(HubRefusal.Unless(await grains.Get<IConversationGrain>(id.Value).Send(command)));
    }

    /// <inheritdoc/>
    public override async Task OnDisconnectedAsync(Exception? exception)
    {
        Session.Drafts?.Dispose();
        await Session.Stop();
        await base.OnDisconnectedAsync(exception);
    }

    private static OpenedConversation Latest(ConversationView conversation, Page<MessageView> messages) =>
        new(ConversationBody.Of(conversation), [.. messages.Items.Select(MessageBody.Of)], [], conversation.Sequence);

    private static OpenedConversation Since(ConversationView conversation, Page<InboxEvent> events, long after) => new(
        ConversationBody.Of(conversation), [], [.. events.Items.Select(EventBody.Of)], events.Items.Count > 0 ? events.Items[^1].Sequence : after);

    private static ConversationId Parse(string conversationId) =>
        ConversationId.TryParse(conversationId, out var id) ? id : throw HubRefusal.Of(Refusal.NotFound);

    // The tenant is part of the name, so that no id leads into another tenant's group.
    internal static string GroupOf(TenantId tenant, ConversationId id) => $"{tenant}/{id}";

    private void Hear(TenantId tenant)
    {
        if (Session.Drafts is not null)
            return;
        var hold = Session.Drafts = drafts.Join(tenant);
        // It may be gone already, and then nobody would let go.
        Context.ConnectionAborted.Register(hold.Dispose);
    }

    private async Task Look(string group)
    {
        var session = Session;
        if (session.Viewing == group)
            return;
        if (session.Viewing is { } before)
            await Groups.RemoveFromGroupAsync(Context.ConnectionId, before);
        await Groups.AddToGroupAsync(Context.ConnectionId, group);
        session.Viewing = group;
    }
}
