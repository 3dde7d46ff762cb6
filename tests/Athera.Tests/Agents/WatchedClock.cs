using System.Threading.Channels;
using Athera.Tests.Lab;
using Microsoft.Extensions.Time.Testing;

namespace Athera.Tests.Agents;

/// <summary>A clock that stands still until a test lets it pass, and tells the test what is waited for.</summary>
internal sealed class WatchedClock() : FakeTimeProvider(new DateTimeOffset(2026, 9, 21, 12, 0, 0, TimeSpan.Zero))
{
    private readonly Channel<TimeSpan> _waits = Channel.CreateUnbounded<TimeSpan>();

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        _waits.Writer.TryWrite(dueTime);
        return timer;
    }

    /// <summary>Waits until somebody waits for a time between these two; answers with it. Other waits are passed over.</summary>
    public async Task<TimeSpan> WaitsAsync(TimeSpan least, TimeSpan most)
    {
        using var enough = new CancellationTokenSource(Soon.Enough);
        while (true)
        {
            if (await _waits.Reader.ReadAsync(enough.Token) is var wait && wait >= least && wait <= most)
                return wait;
        }
    }

    /// <summary>Lets every wait of up to two seconds pass, until something is done.</summary>
    public async Task<T> PassUntilAsync<T>(Task<T> done)
    {
        while (await Task.WhenAny(done, _waits.Reader.WaitToReadAsync().AsTask()) != done)
        {
            if (_waits.Reader.TryRead(out var wait) && wait <= TimeSpan.FromSeconds(2))
                Advance(wait);
        }
        return await done;
    }
}
