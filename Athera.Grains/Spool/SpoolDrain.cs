using System.Collections.Concurrent;
using Athera.Channels;
using Athera.Gateway;
using Athera.Sourcing;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Athera.Spool;

/// <summary>
/// Brings spooled webhooks to the journal when it answers again: each sender's in their order. What the journal has already is a
/// duplicate there, so a crash between storing and removing changes nothing.
/// </summary>
public sealed class SpoolDrain(
    WebhookSpool spool, ChannelGateway gateway, TimeProvider clock, ILogger<SpoolDrain> log) : BackgroundService
{
    /// <summary>
    /// A webhook that fails this often for a reason of its own is put aside, so that those behind it go on. What fails because the
    /// database or another silo is missing was accepted, and waits for as long as that takes.
    /// </summary>
    private const int MaxFailures = 20;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1), Deadline = TimeSpan.FromSeconds(15);

    /// <summary>Lanes brought at once, so that one that is slow to store does not hold up the others.</summary>
    private const int Lanes = 16;

    private readonly ConcurrentDictionary<long, int> _failures = [];

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!spool.Enabled)
            return;
        while (true)
        {
            await spool.ArrivalAsync(stoppingToken);
            var drained = 0;
            while (spool.Count > 0)
            {
                var stored = 0;
                await Parallel.ForEachAsync(
                    spool.Lanes, new ParallelOptions { MaxDegreeOfParallelism = Lanes, CancellationToken = stoppingToken },
                    async (lane, cancellation) => Interlocked.Add(ref stored, await DrainAsync(lane, cancellation)));
                drained += stored;
                if (stored == 0)
                    await Task.Delay(Pause, clock, stoppingToken);
            }
            if (drained > 0)
                log.Drained(drained);
        }
    }

    private async Task<int> DrainAsync(SpoolLane lane, CancellationToken cancellation)
    {
        var stored = 0;
        while (spool.Peek(lane) is { } webhook && await TryStoreAsync(webhook, cancellation))
            stored++;
        return stored;
    }

    // Whether the webhook is out of the way.
    private async Task<bool> TryStoreAsync(SpooledWebhook webhook, CancellationToken cancellation)
    {
        try
        {
            if (spool.Read(webhook) is not { } request)
            {
                Park(webhook, 0); // Half written by a process that died before it could answer, or sealed under another root key.
                return true;
            }
            var reply = await gateway.ReceiveAsync(request).WaitAsync(Deadline, clock, cancellation);
            if (reply.Status == WebhookReply.Unavailable.Status)
                return false; // What can be put aside the gateway has put aside; this is the database, or another silo.
            if (reply.Status is >= 200 and < 300)
                Remove(webhook);
            else
                Park(webhook, reply.Status); // Its account was disconnected, or has another secret now.
            return true;
        }
        catch (Exception failure) when (!cancellation.IsCancellationRequested)
        {
            log.Failed(webhook.Sequence, failure);
            return !Trouble.Passes(failure) && HasFailedEnough(webhook);
        }
    }

    private bool HasFailedEnough(SpooledWebhook webhook)
    {
        var failures = _failures.GetValueOrDefault(webhook.Sequence) + 1;
        _failures[webhook.Sequence] = failures;
        if (failures < MaxFailures)
            return false;
        Park(webhook, 0);
        return true;
    }

    private void Remove(SpooledWebhook webhook)
    {
        spool.Remove(webhook);
        _failures.TryRemove(webhook.Sequence, out _);
    }

    private void Park(SpooledWebhook webhook, int status)
    {
        log.Parked(webhook.Sequence, webhook.Lane.Account.Value, status);
        spool.Park(webhook);
        _failures.TryRemove(webhook.Sequence, out _);
    }
}
