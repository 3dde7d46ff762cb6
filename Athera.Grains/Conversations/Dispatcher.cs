using System.Collections.Concurrent;
using Athera.Channels;
using Athera.Messages;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Athera.Conversations;

/// <summary>Makes the calls to providers, each account in a lane of its own.</summary>
public sealed class Dispatcher(
    ChannelAccountDirectory accounts, IGrainFactory grains, TimeProvider clock, ILogger<Dispatcher> log)
    : IDispatcher, IHostedService, IDisposable
{
    private readonly ConcurrentDictionary<ChannelAccountId, Lazy<DispatchLane>> _lanes = new();
    private readonly CancellationTokenSource _stopping = new();

    /// <inheritdoc/>
    public void Post(TenantId tenant, ChannelAccountId account, SendOrder order)
    {
        var lane = _lanes.GetOrAdd(
            account,
            static (id, a) => new Lazy<DispatchLane>(() => new DispatchLane(a.tenant, id, a.accounts, a.grains, a.clock, a.log, a.Token)),
            (tenant, accounts, grains, clock, log, _stopping.Token));
        if (!lane.Value.TryPost(order))
            PutOff(tenant, order);
    }

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        await Task.WhenAll(_lanes.Values.Where(l => l.IsValueCreated).Select(l => l.Value.Running));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var lane in _lanes.Values.Where(l => l.IsValueCreated))
            lane.Value.Dispose();
        _stopping.Dispose();
    }

    private void PutOff(TenantId tenant, SendOrder order)
    {
        log.LaneFull(order.Message);
        var report = new SendReport(
            order.Message, order.Attempt, SendOutcome.Deferred(new Fault(Faults.RateLimited), TimeSpan.FromSeconds(1)));
        grains.Get<IConversationGrain>(tenant, order.Message.Conversation.Value).Settle(report).Ignore();
    }
}
