using System.Diagnostics;
using Athera.FaultRuns.Customers;
using Athera.FaultRuns.Histories;
using Athera.FaultRuns.Providers;

namespace Athera.FaultRuns.Load;

/// <summary>
/// Customers who write at times that are fixed beforehand, whatever becomes of what others wrote. Only within a conversation the next
/// message waits for the one before to be accepted: so it is known in which order they have to stand.
/// </summary>
internal sealed class Generator(
    Cast cast, History history, Courier courier, Webhooks webhooks, TwilioBook book, double perSecond, int seed)
{
    /// <summary>Beyond so many messages that are not accepted yet no further one is written, and the generator falls behind.</summary>
    private const int MostOpen = 8_192;

    private const double BatchShare = 0.3, CopyShare = 0.04, OldCopyShare = 0.02, LateShare = 0.05, UnreadableShare = 0.001,
        OverlapShare = 0.05,
        HotShare = 0.03, HotTenantShare = 0.1;

    private const int MostInBatch = 3;

    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(2), CopyPatience = TimeSpan.FromSeconds(5);

    private readonly Talk[] _talks = [.. Enumerable.Range(0, cast.Conversations).Select(_ => new Talk())];
    private readonly (Webhook Webhook, int Conversation, int First, int Count)[] _old = new (Webhook, int, int, int)[512];
    private readonly Random _dice = new(seed);
    private long _accepted, _open, _givenUp, _copies, _unreadable;

    /// <summary>Messages a post of which was answered with success.</summary>
    public long Accepted => Interlocked.Read(ref _accepted);

    /// <summary>Messages their provider no longer tries to bring.</summary>
    public long GivenUp => Interlocked.Read(ref _givenUp);

    /// <summary>Posts of messages that had been posted before.</summary>
    public long Copies => Interlocked.Read(ref _copies);

    /// <summary>Elements nobody can read, accepted.</summary>
    public long Unreadable => Interlocked.Read(ref _unreadable);

    /// <summary>Longest time by which an arrival was late because too many were open.</summary>
    public TimeSpan FellBehind { get; private set; }

    /// <summary>Writes until told to stop, and then waits for what is open.</summary>
    /// <param name="goOn">Whether to write on.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task RunAsync(Func<bool> goOn, CancellationToken cancellation)
    {
        var began = Stopwatch.GetTimestamp();
        for (long written = 0; goOn();)
        {
            var due = (long)(Stopwatch.GetElapsedTime(began).TotalSeconds * perSecond);
            for (; written < due && Interlocked.Read(ref _open) < MostOpen; written++)
                Arrive(cancellation);
            var behind = TimeSpan.FromSeconds((due - written) / perSecond);
            FellBehind = behind > FellBehind ? behind : FellBehind;
            await Task.Delay(Tick, cancellation);
        }
        while (Interlocked.Read(ref _open) > 0)
            await Task.Delay(Tick, cancellation);
    }

    private void Arrive(CancellationToken cancellation)
    {
        var dice = Roll();
        var conversation = dice < HotShare ? cast.Hot
            : dice < HotTenantShare ? Roll(cast.Conversations / cast.Tenants) * cast.Tenants
            : Roll(cast.Conversations);
        Interlocked.Increment(ref _open);
        if (_talks[conversation].Arrive())
            _ = WriteAsync(conversation, cancellation);
        if (Roll() < UnreadableShare)
            _ = WriteUnreadableAsync(conversation, cancellation);
    }

    private async Task WriteAsync(int conversation, CancellationToken cancellation)
    {
        await Task.Yield();
        try
        {
            while (true)
            {
                var most = !cast.IsTwilio(conversation) && Roll() < BatchShare ? MostInBatch : 1;
                var (first, count) = _talks[conversation].Take(most);
                if (count == 0)
                    return;
                await SayAsync(conversation, first, count, cancellation);
                Interlocked.Add(ref _open, -count);
            }
        }
        catch (OperationCanceledException)
        {
            // The run was given up.
        }
    }

    private async Task SayAsync(int conversation, int first, int count, CancellationToken cancellation)
    {
        var webhook = Write(conversation, first, count);
        var copies = Roll() < CopyShare ? 1 + Roll(4) : 0;
        var extra = Enumerable.Range(1, copies).Select(copy => CopyAsync(webhook, conversation, first, count, copy, cancellation)).ToArray();
        Note(Outcome.Invoke, conversation, first, count, 0);
        var twilio = cast.IsTwilio(conversation);
        var accepted = await courier.DeliverAsync(webhook, twilio, Point.Accepted, cancellation);
        Note(accepted ? Outcome.Ok : Outcome.Info, conversation, first, count, 0);
        // A provider that gave up knows of its other tries before the customer writes again.
        accepted |= !accepted && (await Task.WhenAll(extra)).Contains(true);
        Interlocked.Add(ref accepted ? ref _accepted : ref _givenUp, count);
        if (accepted)
            await RepeatAsync((webhook, conversation, first, count), cancellation);
    }

    private Webhook Write(int conversation, int first, int count)
    {
        if (cast.IsTwilio(conversation))
        {
            var nonce = new Nonce(conversation, first);
            book.Received(cast.TenantOf(conversation), ProviderIds.Of(nonce, twilio: true), $"+{cast.NumberOf(conversation)}", $"{nonce} are you open?");
            return webhooks.Sms(nonce);
        }
        var late = Roll() < LateShare ? TimeSpan.FromSeconds(Roll(600)) : TimeSpan.Zero;
        var at = DateTimeOffset.UtcNow.AddSeconds(-count) - late;
        // A provider puts what it believes was not heard together with what is new.
        var overlap = first > 0 && Roll() < OverlapShare ? 1 : 0;
        var messages = Enumerable.Range(-overlap, count + overlap).Select(i => (new Nonce(conversation, first + i), at.AddSeconds(i))).ToList();
        if (Roll() < 0.5)
            messages.Reverse();
        return webhooks.WhatsApp(messages);
    }

    private async Task<bool> CopyAsync(Webhook webhook, int conversation, int first, int count, int copy, CancellationToken cancellation)
    {
        Note(Outcome.Invoke, conversation, first, count, copy);
        Interlocked.Increment(ref _copies);
        var accepted = await courier.TryAsync(webhook, CopyPatience, Point.Accepted, cancellation);
        Note(accepted ? Outcome.Ok : Outcome.Info, conversation, first, count, copy);
        return accepted;
    }

    // Now and then a provider brings again what was accepted long ago.
    private async Task RepeatAsync((Webhook Webhook, int Conversation, int First, int Count) said, CancellationToken cancellation)
    {
        if (Roll() >= OldCopyShare)
            return;
        (Webhook Webhook, int Conversation, int First, int Count) old;
        lock (_old)
        {
            var place = Roll(_old.Length);
            (old, _old[place]) = (_old[place], said);
        }
        if (old.Webhook is not null)
            await CopyAsync(old.Webhook, old.Conversation, old.First, old.Count, 9, cancellation);
    }

    private async Task WriteUnreadableAsync(int conversation, CancellationToken cancellation)
    {
        var number = Roll(int.MaxValue);
        if (await courier.TryAsync(webhooks.Unreadable(conversation, number), CopyPatience, Point.Accepted, cancellation))
            Interlocked.Increment(ref _unreadable);
    }

    private void Note(Outcome type, int conversation, int first, int count, int copy)
    {
        // One time for all of a batch: they were accepted together.
        var at = history.Now;
        for (var i = 0; i < count; i++)
            history.Add(new Operation(at, -1, type, Function.Append, conversation, first + i, copy));
    }

    private double Roll()
    {
        lock (_dice)
            return _dice.NextDouble();
    }

    private int Roll(int below)
    {
        lock (_dice)
            return _dice.Next(below);
    }
}
