using System.Collections.Concurrent;
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
    /// <summary>Entries kept, of either kind; beyond it the memory is emptied, which costs reads and nothing else.</summary>
    private const int MaxEntries = 20_000;

    /// <summary>A change made on another silo is seen here after at most this long; on this silo at once.</summary>
    private static readonly TimeSpan Freshness = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<ClaimKey, Kept> _kept = new();
    private readonly ConcurrentDictionary<string, ClaimKey> _hashed = new();

    private sealed record Kept(long At, ConnectedAccount? Account);

    /// <summary>The account with this id, or <see langword="null"/> if none is connected or its tenant is closed.</summary>
    /// <exception cref="StoreUnavailableException">It is not kept and the database cannot be reached.</exception>
    public ValueTask<ConnectedAccount?> FindAsync(ChannelAccountId id, CancellationToken cancellation) =>
        FindAsync(ChannelAccountClaims.OfRoute(id), cancellation);

    /// <summary>The account that a provider knows by this name, or <see langword="null"/>.</summary>
    /// <exception cref="StoreUnavailableException">It is not kept and the database cannot be reached.</exception>
    public async ValueTask<ConnectedAccount?> FindByProviderAsync(string providerAccountId, CancellationToken cancellation)
    {
        if (!_hashed.TryGetValue(providerAccountId, out var key))
        {
            var lookup = await vault.GetLookupKeyAsync(TenantId.Platform, cancellation);
            key = ChannelAccountClaims.OfProviderAccount(lookup, providerAccountId);
            if (_hashed.Count >= MaxEntries)
                _hashed.Clear();
            _hashed[providerAccountId] = key;
        }
        return await FindAsync(key, cancellation);
    }

    /// <summary>Reads an account again next time, under whatever name it was found.</summary>
    public void Forget(ChannelAccountId id)
    {
        // Absences are forgotten too: an account just connected may have been looked for a moment before.
        foreach (var (key, kept) in _kept)
        {
            if (kept.Account is null || kept.Account.Id == id)
                _kept.TryRemove(key, out _);
        }
    }

    private ValueTask<ConnectedAccount?> FindAsync(ClaimKey key, CancellationToken cancellation) =>
        _kept.TryGetValue(key, out var kept) && clock.GetElapsedTime(kept.At) < Freshness
            ? new(kept.Account)
            : new(ReadAsync(key, cancellation));

    private async Task<ConnectedAccount?> ReadAsync(ClaimKey key, CancellationToken cancellation)
    {
        var held = await store.FindClaimsAsync([key], cancellation);
        var account = held.TryGetValue(key, out var claim) ? await ReadAsync(claim, cancellation) : null;
        if (_kept.Count >= MaxEntries)
            _kept.Clear();
        _kept[key] = new Kept(clock.GetTimestamp(), account);
        return account;
    }

    private async Task<ConnectedAccount?> ReadAsync(HeldClaim claim, CancellationToken cancellation)
    {
        var account = await reader.FindAsync(
            claim.Tenant, claim.Stream, (_, payload) => ChannelAccountForm.Read(payload), cancellation);
        var tenant = await reader.FindAsync(
            TenantId.Platform, claim.Tenant.Value, (_, payload) => TenantForm.Read(payload), cancellation);
        return tenant is { ClosedAt: null } && account is { Connected: true }
            && catalog.FindChannel(account.Kind) is { } channel
            ? new ConnectedAccount(
                claim.Tenant, new ChannelAccountId(claim.Stream), channel, new ChannelSettings(account.Settings),
                account.MessagesPerSecond)
            : null;
    }
}

/// <summary>A channel account ready for use.</summary>
/// <param name="Tenant">Whose it is.</param>
/// <param name="Id">Its id.</param>
/// <param name="Channel">Its channel.</param>
/// <param name="Settings">Its settings, secrets included.</param>
/// <param name="MessagesPerSecond">How fast it may send.</param>
public sealed record ConnectedAccount(
    TenantId Tenant, ChannelAccountId Id, IChannel Channel, ChannelSettings Settings, int MessagesPerSecond);
