using Athera.Api.Access;
using Athera.Api.Conversations;
using Athera.Api.Inbox;
using Athera.Chat;
using Athera.Messages;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Logging;

namespace Athera.Api.Chat;

/// <summary>
/// The chat of visitors. A message is answered when it is durable; what a connection missed it gets by its cursor, on whichever
/// process it comes back to. Calls of one connection run one after another.
/// </summary>
internal sealed class ChatHub(
    ChatListeners listeners, ChatConnections connections, IGrainFactory grainFactory, IHubContext<ChatHub, IChatClient> hub,
    IHubContext<InboxHub, IInboxClient> inbox, TimeProvider time, ILogger<ChatHub> logger) : Hub<IChatClient>
{
    public const string Path = "/chat";

    /// <summary>What the inbox is told of who writes, when it is the contact.</summary>
    private const string Contact = "contact";

    private ChatVisitor Visitor => VisitorIdentity.Of(Context.User) ?? throw new InvalidOperationException("The hub lets in visitors only.");

    private TenantGrains Grains => new(grainFactory, Visitor.Tenant);

    private ChatSeat Seat
    {
        get
        {
            if (Context.Items.TryGetValue(typeof(ChatSeat), out var known) && known is ChatSeat seat)
                return seat;
            Context.Items[typeof(ChatSeat)] = seat = new ChatSeat(time);
            return seat;
        }
    }

    /// <summary>
    /// Brings everything after the cursor from now on; the newest messages first without one. A cursor of another history, such as
    /// before a restore, begins anew and says so.
    /// </summary>
    public async Task<ChatResumed> Resume(long? cursor)
    {
        Spend(Seat.Signs);
        await Seat.Stop();
        var listener = listeners.Join(Visitor.Tenant);
        try
        {
            var read = await Grains.Of<IVisitorsGrain>().Read(Visitor, cursor ?? 0);
            var restarted = !read.Granted && cursor is not null;
            var latest = cursor is null || restarted;
            if ((read.Value ?? await Grains.Of<IVisitorsGrain>().Latest(Visitor)).Conversation is { } conversation)
                await Attend(conversation, listener);
            var from = latest ? 0 : cursor!.Value;
            var source = new VisitorSource(
                listener, Grains, Visitor, hub.Clients.Client(Context.ConnectionId), Context.ConnectionId, latest, time, logger);
            Seat.Listener = listener;
            Seat.Pump = new CursorPump(source, Context, from, logger);
            return new ChatResumed(from, restarted);
        }
        catch
        {
            listener.Dispose();
            throw;
        }
    }

    /// <summary>Sends a message; the same client message id gives the same message, also after a break of which nobody knows how it ended.</summary>
    public Task<ChatAccepted> Send(string clientMessageId, string text) => SendWith(clientMessageId, text, null);

    /// <summary>Sends a message with attachments, or with what the visitor entered before the chat.</summary>
    public async Task<ChatAccepted> SendWith(string clientMessageId, string text, ChatExtras? extras)
    {
        Spend(Seat.Messages);
        var receipt = await Granted(Grains.Of<IVisitorsGrain>().Say(Visitor, new ChatMessage
        {
            ClientMessageId = clientMessageId ?? "",
            Text = text ?? "",
            Attachments = extras?.Attachments ?? [],
            Fields = extras?.Fields ?? new Dictionary<string, string>(),
        }));
        await Attend(receipt.Conversation, Seat.Listener);
        return new ChatAccepted(clientMessageId!, receipt.Position);
    }

    /// <summary>Tells the inbox, where somebody looks on from this process, that the visitor is writing. Nothing of it is kept.</summary>
    public async Task Typing()
    {
        if (Seat.Signs.TryTake() && Seat.Group is { } group
            && ConversationId.TryParse(group[(group.IndexOf('/', StringComparison.Ordinal) + 1)..], out var conversation))
            await inbox.Clients.Group(group).Typing(new TypingNotice(conversation, Contact));
    }

    /// <summary>The client has got everything up to here.</summary>
    public Task Received(long position) => Report(position, MessageState.Delivered);

    /// <summary>The visitor has seen everything up to here.</summary>
    public Task Seen(long position) => Report(position, MessageState.Read);

    /// <summary>Gives a file of a message the visitor sees, with links that work for some minutes once it is here; ask again for others.</summary>
    public async Task<MediaBody> File(long id, int index)
    {
        Spend(Seat.Files);
        return MediaBody.Of(await Granted(Grains.Of<IVisitorsGrain>().File(Visitor, id, index), ends: false));
    }

    /// <inheritdoc/>
    public override async Task OnConnectedAsync()
    {
        if (!(Seat.Entered = connections.TryEnter(Visitor.Visitor)))
        {
            Context.Abort();
            return;
        }

        await base.OnConnectedAsync();
    }

    /// <inheritdoc/>
    public override async Task OnDisconnectedAsync(Exception? exception)
    {
        await Seat.Stop();
        if (Seat.Entered)
            connections.Leave(Visitor.Visitor);
        await base.OnDisconnectedAsync(exception);
    }

    private async Task Report(long position, MessageState state)
    {
        Spend(Seat.Signs);
        await Granted(Grains.Of<IVisitorsGrain>().Report(Visitor, position, state));
    }

    // Where the account is gone, so is the chat; the client is told so once, and not with every message.
    private async Task<T> Granted<T>(Task<Result<T>> asked, bool ends = true) where T : class
    {
        var result = await asked;
        if (ends && result.Refusal is { Kind: RefusalKind.NotFound })
            await Clients.Caller.Ended(new ChatEnd("closed"));
        return HubRefusal.Unless(result);
    }

    private async Task Attend(ConversationId conversation, ChatListener? listener)
    {
        listener?.Hear(conversation);
        var group = InboxHub.GroupOf(Visitor.Tenant, conversation);
        if (Seat.Group == group)
            return;
        if (Seat.Group is { } before)
            await Groups.RemoveFromGroupAsync(Context.ConnectionId, before);
        await Groups.AddToGroupAsync(Context.ConnectionId, group);
        Seat.Group = group;
    }

    private static void Spend(Allowance allowance)
    {
        if (!allowance.TryTake())
            throw HubRefusal.Of("too_many_requests", "This is faster than anybody writes; wait a moment.");
    }
}
