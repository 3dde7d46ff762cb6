using System.Collections.Concurrent;
using System.Threading.Channels;
using Athera.FaultRuns.Histories;
using Athera.FaultRuns.Load;

namespace Athera.FaultRuns.Providers;

/// <summary>
/// Tells Athera what became of messages. Real providers do it for every message; here, where it would double the work, for a share of
/// them and for each whose answer Athera may not have heard: what met trouble, and what a silo had sent shortly before it was struck.
/// </summary>
internal sealed class Statuses : IAsyncDisposable
{
    private const string Delivered = "delivered", Sent = "sent";

    /// <summary>For so many it is told afterwards that they were sent: providers promise no order.</summary>
    private const double LateShare = 0.2;

    private const double Share = 0.1;
    private const int Tellers = 32, MostInBatch = 20;

    /// <summary>How long ago a message may have been taken and its answer not be stored yet; and how long what was taken is kept in mind.</summary>
    private static readonly TimeSpan Unstored = TimeSpan.FromSeconds(5), Memory = TimeSpan.FromSeconds(70);

    // Two lines each: what may be missed goes before what is only of interest.
    private readonly Channel<Taken>[] _owed = [.. Enumerable.Range(0, 4).Select(_ => Channel.CreateUnbounded<Taken>())];
    private readonly ConcurrentQueue<Taken> _recent = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly History _history;
    private readonly Troubles _troubles;
    private readonly Courier _courier;
    private readonly Webhooks _webhooks;
    private readonly Task _telling;
    private long _open;

    public Statuses(History history, Troubles troubles, Courier courier, Webhooks webhooks)
    {
        (_history, _troubles, _courier, _webhooks) = (history, troubles, courier, webhooks);
        _telling = Task.WhenAll(_owed.SelectMany(line => Enumerable.Range(0, Tellers).Select(_ => Task.Run(() => TellAsync(line.Reader)))));
    }

    /// <summary>How many are to be told and have not been.</summary>
    public long Open => Interlocked.Read(ref _open);

    /// <summary>A silo was struck: what it sent may have been taken without its knowing.</summary>
    /// <param name="silo">Which, or -1 for all.</param>
    /// <param name="ago">When that began, as a time before now.</param>
    public void Strike(int silo, TimeSpan ago = default)
    {
        var since = _history.Now - (long)(Unstored + ago).TotalMicroseconds;
        foreach (var taken in _recent.Where(taken => taken.At > since && (silo < 0 || taken.Silo == silo)))
            Owe(taken, urgent: true);
    }

    /// <summary>A message was taken.</summary>
    /// <param name="taken">Which.</param>
    /// <param name="lost">Whether the answer to the send says nothing.</param>
    public void Note(Taken taken, bool lost)
    {
        _recent.Enqueue(taken);
        while (_recent.TryPeek(out var oldest) && _history.Now - oldest.At > Memory.TotalMicroseconds)
            _recent.TryDequeue(out _);
        if (lost || _troubles.Chance(Share))
            Owe(taken, lost);
    }

    /// <summary>Tells it before anything else happens to the message, once.</summary>
    public async Task TellNowAsync(Taken taken)
    {
        var webhook = Write([taken], Delivered);
        if (await _courier.TryAsync(webhook, TimeSpan.FromSeconds(2), Point.StatusTold, _stopping.Token) && taken.BeginTelling())
            _history.Add(-1, Outcome.Ok, Function.Evidence, taken.Conversation, taken.Position, taken.Taking);
        else
            Owe(taken, urgent: true);
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _telling.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stopping.Dispose();
    }

    private void Owe(Taken taken, bool urgent = false)
    {
        Interlocked.Increment(ref _open);
        _owed[(taken.Call.Twilio ? 2 : 0) + (urgent ? 1 : 0)].Writer.TryWrite(taken);
    }

    private async Task TellAsync(ChannelReader<Taken> owed)
    {
        await foreach (var taken in owed.ReadAllAsync(_stopping.Token))
        {
            // Meta tells of many messages at once, Twilio of each.
            List<Taken> batch = [taken];
            while (!taken.Call.Twilio && batch.Count < MostInBatch && owed.TryRead(out var more))
                batch.Add(more);
            Interlocked.Add(ref _open, -batch.RemoveAll(one => !one.BeginTelling()));
            if (batch.Count == 0)
                continue;
            var told = await _courier.DeliverAsync(Write(batch, Delivered), taken.Call.Twilio, Point.StatusTold, _stopping.Token);
            if (told && _troubles.Chance(LateShare))
                await _courier.TryAsync(Write(batch, Sent), TimeSpan.FromSeconds(2), Point.StatusTold, _stopping.Token);
            foreach (var one in batch)
                End(one, told); // Twilio gives up on callbacks too.
        }
    }

    private Webhook Write(IReadOnlyList<Taken> batch, string status) => batch[0].Call.Twilio
        ? _webhooks.SmsStatus(batch[0], status)
        : _webhooks.WhatsAppStatus(batch, status);

    private void End(Taken taken, bool told)
    {
        if (told)
            _history.Add(-1, Outcome.Ok, Function.Evidence, taken.Conversation, taken.Position, taken.Taking);
        Interlocked.Decrement(ref _open);
    }
}
