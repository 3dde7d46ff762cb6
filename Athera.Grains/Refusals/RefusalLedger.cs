using System.Collections.Concurrent;
using Athera.Channels;
using Athera.Quarantine;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Athera.Refusals;

/// <summary>
/// Counts refusals in memory and tells the accounts' grains now and then. Only accounts that exist are counted for, so its size does
/// not follow from what is sent.
/// </summary>
public sealed class RefusalLedger(
    IGrainFactory grains, IOptions<QuarantineOptions> unattributed, TimeProvider clock, ILogger<RefusalLedger> log) : BackgroundService
{
    /// <summary>Accounts counted for at once; for more nothing is counted until others are quiet.</summary>
    private const int MaxAccounts = 10_000;

    /// <summary>Looked into in a second, over all accounts.</summary>
    private const int MaxExplained = 20;

    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<(TenantId Tenant, OpaqueId Key), RefusalTally> _tallies = new();
    private int _explained;

    /// <summary>Counts one of an account, or of the shared addresses; says whether it should be looked into.</summary>
    public bool Count(ConnectedAccount? account, string reason)
    {
        var now = clock.GetUtcNow();
        if (TallyOf(account) is not { } tally)
            return false;
        tally.Count(reason, now);
        return tally.MayExplain(now) && Interlocked.Increment(ref _explained) <= MaxExplained;
    }

    /// <summary>Keeps what looking into one found.</summary>
    public void Explained(ConnectedAccount? account, ExplainedRefusal refusal) => TallyOf(account)?.Explained(refusal);

    /// <summary>Tells all that was counted, without waiting for its time.</summary>
    public Task TellAllAsync() => TellAsync(all: true);

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await TellAllAsync();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                Interlocked.Exchange(ref _explained, 0);
                await TellAsync(all: false);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
    }

    private RefusalTally? TallyOf(ConnectedAccount? account)
    {
        var key = account is null
            ? (unattributed.Value.UnattributedTenant, RefusalKey.Shared)
            : (account.Tenant, RefusalKey.Of(account.Id));
        return _tallies.TryGetValue(key, out var known) ? known
            : _tallies.Count < MaxAccounts ? _tallies.GetOrAdd(key, static _ => new RefusalTally())
            : null;
    }

    private async Task TellAsync(bool all)
    {
        foreach (var (key, tally) in _tallies)
        {
            var now = clock.GetUtcNow();
            if (tally.Take(now, all) is { } counted)
                await TellAsync(key, tally, counted);
            else if (tally.IsOver(now))
                _tallies.TryRemove(KeyValuePair.Create(key, tally));
        }
    }

    private async Task TellAsync((TenantId Tenant, OpaqueId Key) key, RefusalTally tally, CountedRefusals counted)
    {
        try
        {
            if ((await grains.Get<IRefusalsGrain>(key.Tenant, key.Key).Add(counted)).Granted)
                return;
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            log.NotTold(key.Tenant.Value, e.GetType().Name);
        }
        tally.Return(counted, clock.GetUtcNow());
    }
}
