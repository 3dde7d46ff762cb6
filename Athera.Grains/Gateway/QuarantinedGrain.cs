using Athera.Channels;
using Athera.Conversations;
using Athera.Journal;
using Athera.Quarantine;
using Athera.Sourcing;
using Orleans.Concurrency;

namespace Athera.Gateway;

/// <summary>A piece of a signed webhook that could not be read.</summary>
[Reentrant]
public sealed class QuarantinedGrain(
    IGrainContext context, ChannelCatalog catalog, ChannelAccountDirectory accounts, ElementGuard guard, ElementDelivery delivery)
    : EntityGrain<Quarantined, QuarantineEvent>(context, StreamCategory.Quarantine), IQuarantinedGrain
{
    private static readonly Refusal AlreadyKept = new(RefusalKind.Conflict, "kept", "The same message is in the quarantine already.");

    private QuarantineId Id => new(Key.Id);

    /// <inheritdoc/>
    protected override Quarantined Empty => Quarantined.Empty;

    /// <inheritdoc/>
    protected override EventCodec<QuarantineEvent> Codec => QuarantineForm.Events;

    /// <inheritdoc/>
    protected override int SnapshotVersion => QuarantineForm.SnapshotVersion;

    /// <inheritdoc/>
    public Task<Result<Done>> Keep(UnreadPiece piece)
    {
        var kept = new PieceKept(
            piece.Request.Provider, piece.Request.Topic, piece.Request.Target,
            piece.Request.Headers.GetValueOrDefault("content-type"), piece.Request.Body, piece.Account, piece.Request.Account,
            piece.Reason, Clock.GetUtcNow(), piece.ExternalId, piece.Conversation);
        return ChangeAsync<Done>(
            // What was released or thrown away does not come back with a repeat; a conversation may get stuck again.
            state => state.Sequence == 0 || (piece.Conversation is not null && !state.Present)
                ? kept
                : Decision<QuarantineEvent>.Nothing,
            _ => Done.Value,
            AlreadyKept);
    }

    /// <inheritdoc/>
    public async Task<Result<QuarantinedView>> Retry()
    {
        if (await GetStateAsync() is not { Piece: { } piece } before)
            return Refusal.NotFound;
        if (piece.Conversation is { } conversation)
            return await RetryAsync(before, piece, () => WakeAsync(conversation));
        var request = Request(piece);
        var routed = piece.Routed is { } id ? await accounts.FindAsync(id) : null;
        var content = catalog.FindProtocol(piece.Provider) is { } protocol ? guard.Read(protocol, request) : null;
        if (await FaultAsync(routed, content) is { } reason)
            return await FailAsync(piece, reason);
        return await RetryAsync(before, piece, () => delivery.DeliverUnguardedAsync(request, routed, content!));
    }

    // Delivered first, released after: a crash between the two delivers again, which changes nothing.
    private async Task<Result<QuarantinedView>> RetryAsync(Quarantined before, PieceKept piece, Func<Task<bool>> deliver)
    {
        try
        {
            if (!await deliver())
                return Refusal.Unavailable;
        }
        catch (Exception e) when (!Trouble.Passes(e))
        {
            return await FailAsync(piece, before.Reason is UnreadableReasons.ConversationUnreadable
                ? UnreadableReasons.ConversationUnreadable
                : UnreadableReasons.HandlingFailed);
        }
        return await ChangeAsync<QuarantinedView>(
            state => state.Present ? new PieceReleased() : Decision<QuarantineEvent>.Nothing,
            _ => Quarantined.View(Id, piece, "released", before.Retries + 1));
    }

    /// <inheritdoc/>
    public Task<Result<Done>> Discard() => ChangeAsync<Done>(
        state => state.Present ? new PieceDiscarded() : Refusal.NotFound, _ => Done.Value);

    /// <inheritdoc/>
    protected override Append Complete(
        Append append, Quarantined before, Quarantined after, IReadOnlyList<QuarantineEvent> events, Sealer sealer) =>
        events is [PieceKept { ExternalId: { } id, Account: { } account }]
            ? append with { Claims = [new Claim(UnreadDelivery.ClaimOf(sealer.Lookup, account, id), Key.Id, after.Sequence)] }
            : append;

    /// <inheritdoc/>
    protected override Quarantined Fold(Quarantined state, QuarantineEvent? @event) => state.Apply(@event);

    /// <inheritdoc/>
    protected override long SequenceOf(Quarantined state) => state.Sequence;

    /// <inheritdoc/>
    protected override Quarantined ReadSnapshot(ReadOnlySpan<byte> payload) => QuarantineForm.Read(payload);

    /// <inheritdoc/>
    protected override byte[]? WriteSnapshot(Quarantined state) => state.Present ? QuarantineForm.Write(state) : null;

    private async Task<bool> WakeAsync(ConversationId conversation)
    {
        await GrainFactory.Get<IConversationGrain>(Key.Tenant, conversation.Value).Wake();
        return true;
    }

    private Task<Result<QuarantinedView>> FailAsync(PieceKept piece, string reason) => ChangeAsync<QuarantinedView>(
        state => state.Present ? new RetryFailed(reason) : Refusal.NotFound,
        state => Quarantined.View(Id, piece, state.Reason, state.Retries));

    private static WebhookRequest Request(PieceKept piece) => new()
    {
        Provider = piece.Provider,
        Account = piece.Routed,
        Topic = piece.Topic,
        Method = "POST",
        Target = piece.Target,
        Headers = piece.ContentType is { } type ? new Dictionary<string, string> { ["content-type"] = type } : [],
        Body = piece.Body,
    };

    // Why it still cannot be read, or null: then every element of it has an owner.
    private async Task<string?> FaultAsync(ConnectedAccount? routed, WebhookContent? content)
    {
        foreach (var element in content?.Elements ?? [])
        {
            if (element is UnreadableElement unreadable)
                return unreadable.Reason;
            if (routed is null && await accounts.FindByProviderAsync(element.ProviderAccountId!) is null)
                return UnreadableReasons.UnknownAccount;
            if (routed is not null && routed.Channel.ProviderAccountId(routed.Settings) != element.ProviderAccountId)
                return UnreadableReasons.AccountMismatch;
        }
        return content is null ? UnreadableReasons.UnknownObject : null;
    }
}

/// <summary>All quarantined pieces of a tenant.</summary>
[StatelessWorker, Reentrant]
public sealed class QuarantineGrain(IGrainContext context, SnapshotReader reader) : Grain(context), IQuarantineGrain
{
    private readonly TenantKey _key = TenantKey.Parse(context.GrainId.Key.ToString()!);

    /// <inheritdoc/>
    public Task<Page<QuarantinedView>> List(string? after, int limit) => reader.ListAsync(
        _key.Tenant, StreamCategory.Quarantine, after, limit,
        (id, payload) =>
        {
            var state = QuarantineForm.Read(payload);
            return Quarantined.View(new QuarantineId(id), state.Piece!, state.Reason, state.Retries);
        },
        CancellationToken.None);
}
