using System.Collections.Concurrent;
using System.Threading.Channels;
using Athera.FaultRuns.Histories;
using Athera.FaultRuns.Load;

namespace Athera.FaultRuns.Providers;

/// <summary>
/// Tells Athera what became of messages. Real providers do it for every message; here, where it would double the work, for a share of
/// them and for each whose answer Athera may not have heard: what met trouble, and all that were taken shortly before or during a fault.
/// </summary>
internal sealed class Statuses : IAsyncDisposable
{
    private const string Delivered = "delivered", Sent = "sent";

    /// <summary>For so many it is told afterwards that they were sent: providers promise no order.</summary>
    private const double LateShare = 0.2;

    private const double Share = 0.1;
    private const int Tellers = 32;

    private readonly Channel<Taken> _owed = Channel.CreateUnbounded<Taken>();
    private readonly ConcurrentQueue<(long At, Taken Taken)> _recent = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly History _history;
    private readonly Troubles _troubles;
    private readonly Courier _courier;
    private readonly Webhooks _webhooks;
    private readonly Task _telling;
    private volatile bool _all;
    private long _open;

    public Statuses(History history, Troubles troubles, Courier courier, Webhooks webhooks)
    {
        (_history, _troubles, _courier, _webhooks) = (history, troubles, courier, webhooks);
        _telling = Task.WhenAll(Enumerable.Range(0, Tellers).Select(_ => Task.Run(TellAsync)));
    }

    /// <summary>How long before a fault a message may have been taken and its answer not be stored yet.</summary>
    public static TimeSpan Memory { get; } = TimeSpan.FromSeconds(5);

    /// <summary>How many are to be told and have not been.</summary>
    public long Open => Interlocked.Read(ref _open);

    /// <summary>Told of every message from here on, and of those taken a moment ago.</summary>
    public void BeginAll()
    {
        _all = true;
        while (_recent.TryDequeue(out var one))
        {
            if (_history.Now - one.At < Memory.TotalMicroseconds)
                Owe(one.Taken);
        }
    }

    /// <summary>Told of a share again.</summary>
    public void EndAll() => _all = false;

    /// <summary>A message was taken.</summary>
    /// <param name="taken">Which.</param>
    /// <param name="lost">Whether the answer to the send says nothing.</param>
    public void Note(Taken taken, bool lost)
    {
        if (lost || _all || _troubles.Chance(Share))
        {
            Owe(taken);
            return;
        }
        _recent.Enqueue((_history.Now, taken));
        while (_recent.TryPeek(out var oldest) && _history.Now - oldest.At > Memory.TotalMicroseconds)
            _recent.TryDequeue(out _);
    }

    /// <summary>Tells it before anything else happens to the message, once.</summary>
    public async Task TellNowAsync(Taken taken)
    {
        Interlocked.Increment(ref _open);
        if (await _courier.TryAsync(Write(taken, Delivered), TimeSpan.FromSeconds(2), Point.StatusTold, _stopping.Token))
            Told(taken);
        else
            _owed.Writer.TryWrite(taken);
    }

    public async ValueTask DisposeAsync()
    {
        _owed.Writer.TryComplete();
        await _stopping.CancelAsync();
        await _telling.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stopping.Dispose();
    }

    private void Owe(Taken taken)
    {
        Interlocked.Increment(ref _open);
        _owed.Writer.TryWrite(taken);
    }

    private async Task TellAsync()
    {
        await foreach (var taken in _owed.Reader.ReadAllAsync(_stopping.Token))
        {
            if (await _courier.DeliverAsync(Write(taken, Delivered), taken.Call.Twilio, Point.StatusTold, _stopping.Token))
            {
                if (_troubles.Chance(LateShare))
                    await _courier.TryAsync(Write(taken, Sent), TimeSpan.FromSeconds(2), Point.StatusTold, _stopping.Token);
                Told(taken);
            }
            else
                Interlocked.Decrement(ref _open); // Twilio gives up on callbacks too.
        }
    }

    private Webhook Write(Taken taken, string status) =>
        taken.Call.Twilio ? _webhooks.SmsStatus(taken, status) : _webhooks.WhatsAppStatus(taken, status);

    private void Told(Taken taken)
    {
        _history.Add(-1, Outcome.Ok, Function.Evidence, taken.Conversation, taken.Position, taken.Taking);
        Interlocked.Decrement(ref _open);
    }
}
