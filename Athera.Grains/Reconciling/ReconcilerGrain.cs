using Athera.Channels;
using Orleans.Concurrency;

namespace Athera.Reconciling;

/// <summary>
/// Looks for an account's missing messages again and again. It remembers how far it has looked; of that, what a silo's end must not
/// cost is kept with the account now and then.
/// </summary>
[Reentrant, Orleans.Placement.RandomPlacement]
public sealed class ReconcilerGrain(
    IGrainContext context, ChannelAccountDirectory accounts, Reconciler reconciler, TimeProvider clock) : Grain(context), IReconcilerGrain
{
    /// <summary>So far the kept place may lie behind: what is listed again after a restart, and an event of the account in this time.</summary>
    private static readonly TimeSpan Keeping = TimeSpan.FromMinutes(15);

    private static readonly TimeSpan Behind = TimeSpan.FromSeconds(1), Unused = TimeSpan.FromHours(1);

    /// <summary>
    /// A failing list is asked at most this rarely, so that a gap is closed within five minutes of its answering again, whoever mended
    /// it and wherever.
    /// </summary>
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(2);

    private readonly TenantKey _key = TenantKey.Parse(context.GrainId.Key.ToString()!);
    private DateTimeOffset? _through;
    private int _failures;
    private Task<DateTimeOffset>? _run;

    /// <inheritdoc/>
    public async Task<DateTimeOffset> Wake()
    {
        // One looks; who calls meanwhile hears what that comes to.
        var run = _run ??= LookAsync();
        try
        {
            return await run;
        }
        finally
        {
            if (ReferenceEquals(_run, run))
                _run = null;
        }
    }

    private async Task<DateTimeOffset> LookAsync()
    {
        var account = await accounts.FindAsync(new ChannelAccountId(_key.Id));
        if (account is null)
            return await ClearAsync();
        if (account is not { Channel: IReceivedList list } || list.Interval <= TimeSpan.Zero)
            return clock.GetUtcNow() + Unused;
        var run = await reconciler.RunAsync(account, list, _through ?? account.ReconciledThrough);
        _through = run.Through;
        _failures = run.Fault is null ? 0 : _failures + 1;
        if (run.Through - account.ReconciledThrough >= Keeping)
            await GrainFactory.Get<IChannelAccountGrain>(_key.Tenant, _key.Id).Reconciled(run.Through);
        return clock.GetUtcNow() + Pause(run, list.Interval);
    }

    // Nothing is received for it any more. If it was removed, and not its tenant closed, what is left of it goes.
    private async Task<DateTimeOffset> ClearAsync()
    {
        var cleared = await GrainFactory.Get<IChannelAccountGrain>(_key.Tenant, _key.Id).Clear();
        return clock.GetUtcNow() + (cleared.Refusal is { Kind: RefusalKind.Unavailable } ? LongestPause : Unused);
    }

    private TimeSpan Pause(Reconciliation run, TimeSpan interval)
    {
        if (run.Fault is null)
            return run.CaughtUp ? interval : Behind;
        var pause = interval * (1 << Math.Min(_failures - 1, 6));
        pause = pause < LongestPause ? pause : interval > LongestPause ? interval : LongestPause;
        return run.RetryAfter > pause ? run.RetryAfter.Value : pause;
    }
}
