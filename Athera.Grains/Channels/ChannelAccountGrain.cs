using Athera.Agents;
using Athera.Journal;
using Athera.Keys;
using Athera.Refusals;
using Athera.Sourcing;
using Orleans.Concurrency;

namespace Athera.Channels;

/// <summary>A channel account.</summary>
[Reentrant]
public sealed class ChannelAccountGrain(
    IGrainContext context, ChannelCatalog catalog, ChannelAccountDirectory directory, LastRefusals refusals, IPublicUrl publicUrl)
    : EntityGrain<ChannelAccount, ChannelAccountEvent>(context, StreamCategory.ChannelAccount), IChannelAccountGrain
{
    private static readonly Refusal Taken = new(
        RefusalKind.Conflict, "account_taken", "The provider's account is connected already.");

    private static readonly Refusal UnknownAgent = AgentRefusal("agent_unknown", "There is no such agent.");

    private static readonly Refusal UnpublishedAgent = AgentRefusal("agent_unpublished", "This agent was never published.");

    // Hashing is under Athera's own key, which is fetched before a decision since a decision waits for nothing.
    private LookupKey? _platform;

    private ChannelAccountId Id => new(Key.Id);

    /// <inheritdoc/>
    protected override ChannelAccount Empty => ChannelAccount.Empty;

    /// <inheritdoc/>
    protected override EventCodec<ChannelAccountEvent> Codec => ChannelAccountForm.Events;

    /// <inheritdoc/>
    protected override int SnapshotVersion => ChannelAccountForm.SnapshotVersion;

    /// <inheritdoc/>
    public override async Task OnActivateAsync(CancellationToken cancellationToken) =>
        _platform = await Vault.GetLookupKeyAsync(TenantId.Platform, cancellationToken);

    /// <inheritdoc/>
    public async Task<Result<ChannelAccountView>> Connect(ConnectChannelAccount command)
    {
        if (catalog.FindChannel(command.Kind) is not { } channel)
            return Refusal.Invalid("kind", $"must be one of {string.Join(", ", catalog.Channels.Select(c => c.Kind))}");
        var problems = ChannelAccountRules.Check(channel, command.Name, command.Settings, command.MessagesPerSecond);
        if (problems.Count > 0)
            return Refusal.Invalid(problems);
        if ((await GetStateAsync()).Sequence == 0 && await CheckAsync(command.Agent) is { } refusal)
            return refusal;
        var connected = new AccountConnected(
            command.Kind, command.Name, command.Settings,
            command.MessagesPerSecond ?? channel.DefaultMessagesPerSecond, Clock.GetUtcNow())
        {
            Agent = command.Agent ?? AccountAgent.Default,
        };
        return await ChangeAsync(
            account => ChannelAccountDecisions.Connect(account, connected), account => Show(account, channel), Taken);
    }

    /// <inheritdoc/>
    public async Task<Result<ChannelAccountView>> Get()
    {
        var account = await GetStateAsync();
        return account.Connected && catalog.FindChannel(account.Kind) is { } channel
            ? Show(account, channel) with { LastRefusal = await refusals.FindAsync(Key.Tenant, Id) }
            : Refusal.NotFound;
    }

    /// <inheritdoc/>
    public async Task<Result<ChannelAccountView>> Change(ChangeChannelAccount command)
    {
        if (catalog.FindChannel((await GetStateAsync()).Kind) is not { } channel)
            return Refusal.NotFound;
        return await CheckAsync(command.Agent) is { } refusal ? refusal : await ChangeAsync(
            account => ChannelAccountDecisions.Change(account, channel, command), account => Show(account, channel), Taken);
    }

    /// <inheritdoc/>
    public Task<Result<Done>> Hold(AccountHold hold) => ChangeAsync<Done>(
        account => !account.Connected ? Refusal.NotFound
            : account.Hold is not null ? Decision<ChannelAccountEvent>.Nothing
            : new AccountHeld(hold.Reason, hold.Detail, hold.Since),
        _ =>
        {
            directory.Forget();
            return Done.Value;
        });

    /// <inheritdoc/>
    public async Task<Result<ChannelAccountView>> Resume(string? user)
    {
        if (catalog.FindChannel((await GetStateAsync()).Kind) is not { } channel)
            return Refusal.NotFound;
        // A call that goes through while nothing is held is no news; a person's word is, since silos hear of a hold at different times.
        return await ChangeAsync(
            account => !account.Connected ? Refusal.NotFound
                : account.Hold is null && user is null ? Decision<ChannelAccountEvent>.Nothing
                : new AccountResumed(user, Clock.GetUtcNow()),
            account => Show(account, channel));
    }

    /// <inheritdoc/>
    public async Task<Result<Done>> Disconnect()
    {
        var removed = await ChangeAsync<Done>(
            account => account.Connected ? new AccountDisconnected() : Refusal.NotFound,
            _ =>
            {
                directory.Forget();
                return Done.Value;
            });
        // It is owed from here on; done at once, nobody sees that it was.
        if (removed.Granted)
            await ClearSoonAsync();
        return removed;
    }

    /// <inheritdoc/>
    public async Task<Result<Done>> Clear()
    {
        if (await GetStateAsync() is not { Connected: false, Sequence: > 0 })
            return Refusal.NotFound;
        var forgotten = await GrainFactory.Get<IRefusalsGrain>(Key.Tenant, RefusalKey.Of(Id)).Forget();
        return !forgotten.Granted ? forgotten : await ChangeAsync<Done>(
            account => account.Cleared ? Decision<ChannelAccountEvent>.Nothing : new AccountCleared(), _ => Done.Value);
    }

    /// <inheritdoc/>
    public Task<Result<Done>> Reconciled(DateTimeOffset through) => ChangeAsync<Done>(
        account => !account.Connected ? Refusal.NotFound
            : through > account.ReconciledThrough ? new AccountReconciled(through)
            : Decision<ChannelAccountEvent>.Nothing,
        _ => Done.Value);

    /// <inheritdoc/>
    protected override ChannelAccount Fold(ChannelAccount state, ChannelAccountEvent? @event) => state.Apply(@event);

    /// <inheritdoc/>
    protected override long SequenceOf(ChannelAccount state) => state.Sequence;

    /// <inheritdoc/>
    protected override ChannelAccount ReadSnapshot(ReadOnlySpan<byte> payload) => ChannelAccountForm.Read(payload);

    /// <inheritdoc/>
    protected override byte[]? WriteSnapshot(ChannelAccount state) => state.Connected ? ChannelAccountForm.Write(state) : null;

    /// <inheritdoc/>
    protected override Append Complete(
        Append append, ChannelAccount before, ChannelAccount after, IReadOnlyList<ChannelAccountEvent> events, Sealer sealer)
    {
        var held = Claims(before);
        var wanted = Claims(after);
        return append with
        {
            Claims = [.. wanted.Except(held).Select(key => new Claim(key, Key.Id, after.Sequence))],
            Releases = [.. held.Except(wanted)],
            Wake = Wake(after, events[^1]),
        };
    }

    private async Task ClearSoonAsync()
    {
        try
        {
            await Clear();
        }
        catch (Exception e) when (e is StoreUnavailableException or OrleansException or TimeoutException)
        {
            // Whoever finds it due does it.
        }
    }

    // Its reconciler is called from now on, and sets itself when next; a change may have mended what kept it from looking. Of one that
    // is removed it is called until what was kept beside it is gone.
    private Wake? Wake(ChannelAccount after, ChannelAccountEvent last) => last switch
    {
        AccountReconciled or AccountAgentNamed => null,
        AccountDisconnected => new Wake(Key.Id, Category, Clock.GetUtcNow()),
        AccountCleared => new Wake(Key.Id, Category, null),
        _ => catalog.FindChannel(after.Kind) is IReceivedList ? new Wake(Key.Id, Category, Clock.GetUtcNow()) : null,
    };

    private List<ClaimKey> Claims(ChannelAccount account)
    {
        if (!account.Connected || catalog.FindChannel(account.Kind) is not { } channel)
            return [];
        var claims = new List<ClaimKey> { ChannelAccountClaims.OfRoute(Id) };
        if (catalog.FindProtocol(channel.Provider) is { CarriesManyAccounts: true })
        {
            var providerAccountId = channel.ProviderAccountId(new ChannelSettings(account.Settings));
            claims.Add(ChannelAccountClaims.OfProviderAccount(_platform!, providerAccountId));
        }
        return claims;
    }

    // Looked up before it is decided. An agent that is removed in between leaves the account to the default agent.
    private async Task<Refusal?> CheckAsync(AccountAgent? agent)
    {
        if (agent?.Named is not { } named)
            return null;
        var found = await GrainFactory.Get<IAgentGrain>(Key.Tenant, named.Value).Get();
        return !found.Granted ? (found.Refusal.Kind == RefusalKind.NotFound ? UnknownAgent : found.Refusal)
            : found.Value.Published is null ? UnpublishedAgent
            : null;
    }

    private static Refusal AgentRefusal(string code, string message) =>
        new(RefusalKind.Invalid, code, message, new Dictionary<string, string> { ["agent"] = message });

    private ChannelAccountView Show(ChannelAccount account, IChannel channel)
    {
        directory.Forget();
        return ChannelAccountRules.View(Id, account, channel, publicUrl.Current);
    }
}

/// <summary>All channel accounts of a tenant.</summary>
[StatelessWorker, Reentrant]
public sealed class ChannelAccountsGrain(
    IGrainContext context, SnapshotReader reader, ChannelCatalog catalog, LastRefusals refusals, IPublicUrl publicUrl)
    : Grain(context), IChannelAccountsGrain
{
    private readonly TenantKey _key = TenantKey.Parse(context.GrainId.Key.ToString()!);

    /// <inheritdoc/>
    public async Task<Page<ChannelAccountView>> List(string? after, int limit)
    {
        var page = await reader.ListAsync(_key.Tenant, StreamCategory.ChannelAccount, after, limit, Show, CancellationToken.None);
        var last = await refusals.OfAsync(_key.Tenant);
        return new Page<ChannelAccountView>(
            [.. page.Items.Select(account => account with { LastRefusal = last.GetValueOrDefault(RefusalKey.Of(account.Id)) })], page.Next);
    }

    private ChannelAccountView Show(OpaqueId id, ReadOnlySpan<byte> payload)
    {
        var account = ChannelAccountForm.Read(payload);
        return ChannelAccountRules.View(new ChannelAccountId(id), account, catalog.FindChannel(account.Kind)!, publicUrl.Current);
    }
}
