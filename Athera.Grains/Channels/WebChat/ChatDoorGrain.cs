using Athera.Chat;
using Athera.Identities;
using Athera.Journal;
using Athera.Keys;
using Orleans.Concurrency;

namespace Athera.Channels.WebChat;

/// <summary>Lets visitors in.</summary>
[StatelessWorker, Reentrant]
public sealed class ChatDoorGrain(
    IGrainContext context, ChannelAccountDirectory accounts, IdentityDirectory identities, IJournalStore store, RootKey root,
    TimeProvider clock) : Grain(context), IChatDoorGrain
{
    private static readonly Refusal OriginNotAllowed = new(
        RefusalKind.Forbidden, "origin_not_allowed", "This page may not show this chat: its origin is not among the account's allowedOrigins.");

    /// <inheritdoc/>
    public async Task<Result<ChatSession>> Open(OpenChat command)
    {
        if (await FindAsync(command.Account) is not { } account)
            return Refusal.NotFound;
        var settings = WebChatSettings.Read(account.Settings);
        if (!settings.AllowedOrigins.Contains(command.Origin))
            return OriginNotAllowed;
        var now = clock.GetUtcNow();
        var known = VisitorToken.Read(root.Visitors, command.Token, now) is { } before
            && before.Account == account.Id && before.Tenant == account.Tenant ? before.Visitor : (OpaqueId?)null;
        var visitor = known ?? OpaqueId.New();
        return new ChatSession
        {
            Token = VisitorToken.Write(root.Visitors, account.Tenant, account.Id, visitor, now),
            ExpiresAt = now + VisitorToken.Lifetime,
            RenewableUntil = now + VisitorToken.Renewable,
            Visitor = visitor,
            Position = known is null ? 0 : await PositionAsync(account, visitor),
            Title = settings.Title,
            Color = settings.Color,
            Greeting = settings.Greeting,
            GreetingAfterSeconds = settings.GreetingAfterSeconds,
            PreChatFields = settings.Form,
            Hours = account.Agent.IsNobody ? settings.HoursAt(now) with { AgentAnswers = false } : settings.HoursAt(now),
            Attachments = settings.Attachments,
        };
    }

    /// <inheritdoc/>
    public async Task<ChatVisitor?> Admit(string token, string? origin)
    {
        var now = clock.GetUtcNow();
        if (VisitorToken.Read(root.Visitors, token, now) is not { } visitor || visitor.ExpiresAt <= now
            || await FindAsync(visitor.Account) is not { } account || account.Tenant != visitor.Tenant)
            return null;
        var settings = WebChatSettings.Read(account.Settings);
        return origin is null || settings.AllowedOrigins.Contains(origin) ? visitor with { MayUpload = settings.Attachments } : null;
    }

    /// <inheritdoc/>
    public async Task<bool> Allows(ChannelAccountId account, string origin) =>
        await FindAsync(account) is { } found && WebChatSettings.Read(found.Settings).AllowedOrigins.Contains(origin);

    private async Task<ConnectedAccount?> FindAsync(ChannelAccountId id) =>
        await accounts.FindAsync(id) is { Channel.Kind: WebChatChannel.Name } account ? account : null;

    private async Task<long> PositionAsync(ConnectedAccount account, OpaqueId visitor) =>
        await identities.FindAsync(account, WebChatChannel.AddressOf(visitor), CancellationToken.None) is { } conversation
        && await store.FindConversationAsync(account.Tenant, conversation.Value, CancellationToken.None) is { } stored
            ? stored.Sequence
            : 0;
}
