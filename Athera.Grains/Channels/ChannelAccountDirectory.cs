using Athera.Journal;
using Athera.Keys;
using Athera.Sourcing;
using Athera.Tenants;

namespace Athera.Channels;

/// <summary>
/// Finds channel accounts, with their secrets, for the code of this silo that proves webhooks and sends. What was found is kept
/// for a moment; secrets never leave the process.
/// </summary>
public sealed class ChannelAccountDirectory(
    IJournalStore store, IKeyVault vault, SnapshotReader reader, ChannelCatalog catalog, TimeProvider clock)
{
    private const int MaxEntries = 20_000;

    /// <summary>A change made on another silo is seen here after at most this long; on this silo at once.</summary>
    private static readonly TimeSpan Freshness = TimeSpan.FromSeconds(2);

    /// <summary>What is known of an account is believed for this long while nothing can be read.</summary>
    private static readonly TimeSpan OutagePatience = TimeSpan.FromHours(1);

    // Names are hashed once; the hash never changes, so it may be kept for longer.
    private static readonly TimeSpan HashFreshness = TimeSpan.FromHours(1);

    private readonly FreshCache<ClaimKey, ConnectedAccount?> _accounts = new(Freshness, MaxEntries, clock);
    private readonly FreshCache<string, ClaimKey> _hashes = new(HashFreshness, MaxEntries, clock);

    /// <summary>The account with this id, or <see langword="null"/> if none is connected or its tenant is closed.</summary>
    /// <exception cref="StoreUnavailableException">It is not kept and the database cannot be reached.</exception>
    public ValueTask<ConnectedAccount?> FindAsync(ChannelAccountId id) =>
        _accounts.GetAsync(ChannelAccountClaims.OfRoute(id), ReadAsync);

    /// <summary>The same, for whoever comes again when it is not known.</summary>
    /// <returns>Whether the database could say, and what it said.</returns>
    public async ValueTask<(bool Known, ConnectedAccount? Account)> TryFindAsync(ChannelAccountId id)
    {
        try
        {
            return (true, await FindAsync(id));
        }
        catch (StoreUnavailableException)
        {
            return default;
        }
    }

    /// <summary>
    /// The account as it was last read, at most an hour ago, or <see langword="null"/>: for proving what comes while no database
    /// answers.
    /// </summary>
    public ConnectedAccount? FindLast(ChannelAccountId id) =>
        _accounts.TryGetLast(ChannelAccountClaims.OfRoute(id), OutagePatience, out var account) ? account : null;

    /// <summary>The account that a provider knows by this name, or <see langword="null"/>.</summary>
    /// <exception cref="StoreUnavailableException">It is not kept and the database cannot be reached.</exception>
    public async ValueTask<ConnectedAccount?> FindByProviderAsync(string providerAccountId) =>
        await _accounts.GetAsync(await _hashes.GetAsync(providerAccountId, HashAsync), ReadAsync);

    /// <summary>
    /// Reads accounts again next time. All of them: one is found under several names, and one just connected may have been looked
    /// for in vain a moment before.
    /// </summary>
    public void Forget() => _accounts.Clear();

    private async Task<ClaimKey> HashAsync(string providerAccountId) => ChannelAccountClaims.OfProviderAccount(
        await vault.GetLookupKeyAsync(TenantId.Platform, CancellationToken.None), providerAccountId);

    private async Task<ConnectedAccount?> ReadAsync(ClaimKey key)
    {
        var held = await store.FindClaimsAsync([key], CancellationToken.None);
        return held.TryGetValue(key, out var claim) ? await ReadAsync(claim) : null;
    }

    private async Task<ConnectedAccount?> ReadAsync(HeldClaim claim)
    {
        var account = await reader.FindAsync(
            claim.Tenant, claim.Stream, (_, payload) => ChannelAccountForm.Read(payload), CancellationToken.None);
        var tenant = await reader.FindAsync(
            TenantId.Platform, claim.Tenant.Value, (_, payload) => TenantForm.Read(payload), CancellationToken.None);
        return tenant is { ClosedAt: null } && account is { Connected: true }
            && catalog.FindChannel(account.Kind) is { } channel
            ? new ConnectedAccount(
                claim.Tenant, new ChannelAccountId(claim.Stream), channel, new ChannelSettings(account.Settings),
                account.MessagesPerSecond,
                account.ReconciledThrough > account.CreatedAt ? account.ReconciledThrough : account.CreatedAt)
            {
                Hold = account.Hold,
                Resumptions = account.Resumptions,
                Agent = account.Agent,
            }
            : null;
    }
}

/// <summary>A channel account ready for use.</summary>
/// <param name="Tenant">Whose it is.</param>
/// <param name="Id">Its id.</param>
/// <param name="Channel">Its channel.</param>
/// <param name="Settings">Its settings, secrets included.</param>
/// <param name="MessagesPerSecond">How fast it may send.</param>
/// <param name="ReconciledThrough">Until when what was received for it is known.</param>
public sealed record ConnectedAccount(
    TenantId Tenant, ChannelAccountId Id, IChannel Channel, ChannelSettings Settings, int MessagesPerSecond,
    DateTimeOffset ReconciledThrough = default)
{
    /// <summary>Why nothing of it is sent.</summary>
    public AccountHold? Hold { get; init; }

    /// <summary>How often people have let it send again.</summary>
    public int Resumptions { get; init; }

    /// <summary>Which agent answers.</summary>
    public AccountAgent Agent { get; init; }
}
