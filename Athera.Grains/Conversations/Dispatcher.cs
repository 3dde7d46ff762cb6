using System.Collections.Concurrent;
using Athera.Channels;
using Athera.Messages;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Athera.Conversations;

/// <summary>
/// Makes the calls to providers, each account in a lane of its own. It stops before the silo does, while conversations can still be
/// told what their calls came to.
/// </summary>
public sealed class Dispatcher(
    ChannelAccountDirectory accounts, IGrainFactory grains, SendLicence licence, ConsentCheck consents, TimeProvider clock, ILogger<Dispatcher> log)
    : IDispatcher, IHostedLifecycleService, IDisposable
{
    /// <summary>Longer than a call takes.</summary>
    private static readonly TimeSpan LongestStop = TimeSpan.FromSeconds(15);

    private readonly ConcurrentDictionary<ChannelAccountId, Lazy<DispatchLane>> _lanes = new();
    private readonly AppPauses _pauses = new(clock);
    private volatile bool _stopping;

    /// <inheritdoc/>
    public void Post(TenantId tenant, ChannelAccountId account, SendOrder order)
    {
        var lane = _lanes.GetOrAdd(
            account,
            static (id, a) => new Lazy<DispatchLane>(() => new DispatchLane(a.tenant, id, a.accounts, a.grains, a.licence, a.pauses, a.consents, a.clock, a.log)),
            (tenant, accounts, grains, licence, pauses: _pauses, consents, clock, log));
        if (_stopping || !lane.Value.TryPost(order))
            PutOff(tenant, order);
    }

    /// <inheritdoc/>
    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        _stopping = true;
        using var limit = new CancellationTokenSource(LongestStop, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        await Task.WhenAll(_lanes.Values.Where(l => l.IsValueCreated).Select(l => l.Value.StopAsync(either.Token)));
    }

    /// <inheritdoc/>
    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var lane in _lanes.Values.Where(l => l.IsValueCreated))
            lane.Value.Dispose();
    }

    private void PutOff(TenantId tenant, SendOrder order)
    {
        log.LaneFull(order.Message);
        var report = new SendReport(
            order.Message, order.Attempt, SendOutcome.PutOff(new Fault(Faults.RateLimited), TimeSpan.FromSeconds(5)));
        grains.Get<IConversationGrain>(tenant, order.Message.Conversation.Value).Settle(report).Ignore();
    }
}
