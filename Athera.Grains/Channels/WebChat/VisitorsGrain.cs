using Athera.Chat;
using Athera.Conversations;
using Athera.Gateway;
using Athera.Identities;
using Athera.Journal;
using Athera.Keys;
using Athera.Media.Blobs;
using Athera.Media.Serving;
using Athera.Messages;
using Orleans.Concurrency;

namespace Athera.Channels.WebChat;

/// <summary>
/// Brings what visitors write to their conversations, on the way every channel's messages take, and shows them what the journal holds
/// for them.
/// </summary>
[StatelessWorker, Reentrant]
public sealed partial class VisitorsGrain(
    IGrainContext context, ChannelAccountDirectory accounts, IdentityDirectory identities, ElementDelivery delivery, IJournalStore store,
    IKeyVault vault, VisitorUploads uploads, MediaLinks links, TimeProvider clock) : Grain(context), IVisitorsGrain
{
    private static readonly TimeSpan FilesPatience = TimeSpan.FromSeconds(10);

    private readonly TenantKey _key = TenantKey.Parse(context.GrainId.Key.ToString()!);

    /// <inheritdoc/>
    public async Task<Result<ChatReceipt>> Say(ChatVisitor visitor, ChatMessage message)
    {
        if (await FindAsync(visitor) is not { } account)
            return Refusal.NotFound;
        var settings = WebChatSettings.Read(account.Settings);
        if (ChatRules.Check(message, settings) is { Count: > 0 } problems)
            return Refusal.Invalid(problems);
        var externalId = VisitorTranscript.ExternalId(visitor.Visitor, message.ClientMessageId);
        // A message that is here already may come again; its files have been taken over then.
        if (message.Attachments.Count == 0 || await HolderAsync(account, externalId) is null)
        {
            var files = await FilesAsync(visitor, message);
            if (!files.Granted)
                return files.Refusal;
            var inbound = ChatRules.Inbound(visitor, message, files.Value);
            var name = account.Channel.ProviderAccountId(account.Settings);
            if (!await delivery.DeliverAsync(Request(visitor), account, new WebhookContent([new ReceivedElement(name, inbound)])))
                return Refusal.Unavailable;
        }
        if (await HolderAsync(account, externalId) is not { } at)
            return Refusal.Unavailable;
        // Answered only after this too: what the visitor entered is sent again with the message until both are kept.
        return await IntroduceAsync(at.Stream, message.Fields)
            ? new ChatReceipt(new ConversationId(at.Stream), at.Sequence)
            : Refusal.Unavailable;
    }

    /// <inheritdoc/>
    public async Task<Result<Done>> Report(ChatVisitor visitor, long position, MessageState state)
    {
        if (state is not (MessageState.Delivered or MessageState.Read))
            return Refusal.Invalid("state", "is neither delivered nor read");
        if (await FindAsync(visitor) is not { } account)
            return Refusal.NotFound;
        if (await ConversationAsync(account, visitor) is not { } conversation)
            return Done.Value;
        var name = account.Channel.ProviderAccountId(account.Settings);
        var receipts = (await UnreportedAsync(conversation, position, state)).Select(message => new ReceiptElement(name, new DeliveryReceipt
        {
            ExternalId = WebChatChannel.ExternalId(message),
            Message = message,
            State = state,
        })).ToList();
        return receipts.Count == 0 || await delivery.DeliverAsync(Request(visitor), account, new WebhookContent([.. receipts]))
            ? Done.Value
            : Refusal.Unavailable;
    }

    // What a visitor enters fills what is not known yet. It proves nothing, so it never replaces what somebody has looked at.
    private async Task<bool> IntroduceAsync(OpaqueId conversation, IReadOnlyDictionary<string, string> fields)
    {
        if (fields.Count == 0 || await store.FindConversationAsync(_key.Tenant, conversation, CancellationToken.None) is not { } stored)
            return true;
        var contact = GrainFactory.Get<Contacts.IContactGrain>(_key.Tenant, stored.Row.Contact.Value);
        if (await contact.Get() is not { Value: { } known })
            return true;
        if (ChatRules.Introduction(known, fields) is not { } change)
            return true;
        return (await contact.Change(change)).Refusal is not { Kind: RefusalKind.Unavailable };
    }

    // Where a message stands that was taken in.
    private async Task<HeldClaim?> HolderAsync(ConnectedAccount account, string externalId)
    {
        var lookup = await vault.GetLookupKeyAsync(_key.Tenant, CancellationToken.None);
        var claim = ConversationClaims.OfMessage(lookup, account.Id, externalId);
        var held = await store.FindClaimsAsync([claim], CancellationToken.None);
        return held.TryGetValue(claim, out var at) && at.Tenant == _key.Tenant ? at : null;
    }

    private async Task<Result<List<MediaPart>>> FilesAsync(ChatVisitor visitor, ChatMessage message)
    {
        var files = new List<MediaPart>();
        using var deadline = new CancellationTokenSource(FilesPatience, clock);
        try
        {
            foreach (var upload in message.Attachments.Distinct())
            {
                if (await uploads.FindAsync(visitor, upload, deadline.Token) is not { } file)
                    return Refusal.Invalid("attachments", "name a file that was not uploaded here, or too long ago");
                files.Add(file);
            }
            return files;
        }
        catch (Exception failed) when (failed is BlobStoreException or OperationCanceledException)
        {
            return Refusal.Unavailable;
        }
    }

    private async Task<ConnectedAccount?> FindAsync(ChatVisitor visitor) =>
        visitor.Tenant == _key.Tenant
        && await accounts.FindAsync(visitor.Account) is { Channel.Kind: WebChatChannel.Name } account && account.Tenant == _key.Tenant
            ? account
            : null;

    private ValueTask<ConversationId?> ConversationAsync(ConnectedAccount account, ChatVisitor visitor) =>
        identities.FindAsync(account, WebChatChannel.AddressOf(visitor.Visitor), CancellationToken.None);

    // The way through the gateway is one for requests; here nothing of a request is left but where it belongs.
    private static WebhookRequest Request(ChatVisitor visitor) => new()
    {
        Provider = WebChatChannel.Name,
        Account = visitor.Account,
        Method = "POST",
        Target = "/chat",
        Headers = new Dictionary<string, string>(),
        Body = default,
    };
}
