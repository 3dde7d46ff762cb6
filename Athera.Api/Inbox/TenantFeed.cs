using System.Threading.Channels;
using Athera.Api.Access;
using Athera.Api.Conversations;
using Athera.Inbox;
using Microsoft.Extensions.Logging;

namespace Athera.Api.Inbox;

/// <summary>
/// Follows one tenant's feed for all its connections on this process: reads what is new once, and wakes whoever waits. It looks
/// when a signal says so, and every <see cref="Poll"/> besides, because a signal can be lost.
/// </summary>
internal sealed class TenantFeed : IDisposable
{
    /// <summary>How late an event is at most when its signal is lost.</summary>
    public static readonly TimeSpan Poll = TimeSpan.FromSeconds(2);

    /// <summary>How many events are kept for readers.</summary>
    public const int Kept = 2_000;

    private const int ReadLimit = 200;
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(10);

    private readonly TenantGrains _grains;
    private readonly IFeedSignals _signals;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly long? _from;
    private readonly FeedRing _ring = new(Kept);
    private readonly CancellationTokenSource _stopping = new();
    private readonly Channel<bool> _heard = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private TaskCompletionSource _pulse = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <param name="grains">The tenant's grains.</param>
    /// <param name="signals">Says when to look.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">Where failures are recorded.</param>
    /// <param name="from">
    /// Where the first reader stands, or <see langword="null"/> for the end: after a restart many come back at once, and what the
    /// first has missed the others have missed too.
    /// </param>
    public TenantFeed(TenantGrains grains, IFeedSignals signals, TimeProvider time, ILogger logger, long? from)
    {
        (_grains, _signals, _time, _logger, _from) = (grains, signals, time, logger, from);
        Hear();
        var stopping = _stopping.Token;
        // Whoever happens to be first is not the cause of what is read from then on, and must not look like it in a trace.
        using (ExecutionContext.SuppressFlow())
            _ = Task.WhenAll(Task.Run(() => Follow(stopping)), Task.Run(() => Listen(stopping)));
    }

    /// <summary>Completes when there may be more to read. Take it before reading, or what comes in between goes unnoticed.</summary>
    public Task Pulse => Volatile.Read(ref _pulse).Task;

    /// <summary>Up to where it has been read; <see langword="null"/> before the first look.</summary>
    public long? Position => _ring.Position is var position && position == long.MaxValue ? null : position;

    /// <summary>What is kept after a position, or <see langword="null"/> when it has to be fetched.</summary>
    public FeedSlice? Read(long after, int limit) => _ring.Read(after, limit);

    /// <summary>What happened after a position, from the tenant's grain.</summary>
    public async Task<FeedSlice> Fetch(long after, CancellationToken cancellation)
    {
        var page = await _grains.Of<IInboxGrain>().Read(after, ReadLimit).WaitAsync(Deadline, _time, cancellation);
        return new FeedSlice([.. page.Events.Select(EventBody.Of)], page.Position);
    }

    /// <summary>Stops following; whoever still waits is left to its own cancellation.</summary>
    public void Dispose()
    {
        _stopping.Cancel();
        _stopping.Dispose();
    }

    private void Hear() => _heard.Writer.TryWrite(true);

    private void Beat() => Interlocked.Exchange(ref _pulse, new(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();

    private async Task Follow(CancellationToken stopping)
    {
        await using var poll = _time.CreateTimer(static feed => ((TenantFeed)feed!).Hear(), this, Poll, Poll);
        try
        {
            await foreach (var _ in _heard.Reader.ReadAllAsync(stopping))
            {
                try
                {
                    await CatchUp(stopping);
                }
                catch (Exception failure) when (!stopping.IsCancellationRequested)
                {
                    _logger.FeedUnreadable(failure, _grains.Tenant.ToString());
                }

                // Also when nothing came: a reader whose own fetch failed tries again.
                Beat();
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
        }
    }

    private async Task CatchUp(CancellationToken stopping)
    {
        if (_ring.Position == long.MaxValue)
        {
            var end = await _grains.Of<IInboxGrain>().Position().WaitAsync(Deadline, _time, stopping);
            _ring.Start(Math.Clamp(_from ?? end, Math.Max(0, end - Kept), end));
        }

        while (true)
        {
            var position = _ring.Position;
            var next = await Fetch(position, stopping);
            if (next.Position <= position)
                return;
            _ring.Add(next.Events, next.Position);
            Beat();
        }
    }

    private async Task Listen(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            var pulse = Pulse;
            try
            {
                await using var listening = await _signals.Listen(_grains.Tenant, Hear).WaitAsync(Deadline, _time, stopping);
                // Between the first look and now something may have happened that nobody told of.
                Hear();
                await Task.Delay(Timeout.InfiniteTimeSpan, _time, stopping);
            }
            catch (Exception) when (stopping.IsCancellationRequested)
            {
            }
            catch (Exception failure)
            {
                _logger.SignalsUnheard(failure, _grains.Tenant.ToString());
                await pulse.WaitAsync(stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }
}
