using System.Threading.Channels;
using Athera.Channels;
using Athera.Messages;
using Microsoft.Extensions.Logging;

namespace Athera.Conversations;

/// <summary>
/// One account's way out: a bounded queue, its rate, a bound on calls under way, and a breaker. Each account has its own, so a
/// slow or failing one delays nobody else.
/// </summary>
internal sealed class DispatchLane : IDisposable
{
    /// <summary>Attempts waiting; beyond it a conversation is told to come again, and keeps the message in its outbox.</summary>
    private const int Capacity = 10_000;

    /// <summary>Calls under way at once. A provider that takes ten seconds to answer must not collect thousands.</summary>
    private const int MaxCalls = 64;

    /// <summary>How long an outcome that cannot be stored is told again. Later the conversation has given the attempt up by itself.</summary>
    private static readonly TimeSpan TellFor = TimeSpan.FromMinutes(1);

    private readonly Channel<SendOrder> _queue = Channel.CreateBounded<SendOrder>(new BoundedChannelOptions(Capacity)
    {
        SingleReader = true,
    });

    private readonly SemaphoreSlim _calls = new(MaxCalls);
    private readonly SendPace _pace;
    private readonly SendBreaker _breaker;
    private readonly ChannelAccountDirectory _accounts;
    private readonly IGrainFactory _grains;
    private readonly ILogger _log;
    private readonly TimeProvider _clock;
    private readonly TenantId _tenant;
    private readonly ChannelAccountId _account;
    private readonly CancellationToken _stopping;

    // The account's rate as it was at the latest call; a lane begins slowly rather than above what the account allows.
    private volatile int _rate = 1;

    public DispatchLane(
        TenantId tenant, ChannelAccountId account, ChannelAccountDirectory accounts, IGrainFactory grains, TimeProvider clock,
        ILogger log, CancellationToken stopping)
    {
        (_tenant, _account, _accounts, _grains, _clock, _log, _stopping) = (tenant, account, accounts, grains, clock, log, stopping);
        _pace = new SendPace(clock);
        _breaker = new SendBreaker(clock);
        Running = Task.Run(RunAsync, CancellationToken.None);
    }

    public Task Running { get; }

    public bool TryPost(SendOrder order) => _queue.Writer.TryWrite(order);

    public void Dispose() => _calls.Dispose();

    private async Task RunAsync()
    {
        try
        {
            await foreach (var order in _queue.Reader.ReadAllAsync(_stopping))
            {
                await _calls.WaitAsync(_stopping);
                await _pace.WaitAsync(_rate, _stopping);
                _ = FinishAsync(order);
            }
        }
        catch (OperationCanceledException)
        {
            // What is still queued was committed as attempts; the next silo finds them without an outcome.
        }
    }

    private async Task FinishAsync(SendOrder order)
    {
        try
        {
            var outcome = await CallAsync(order);
            var report = new SendReport(order.Message, order.Attempt, outcome);
            var conversation = _grains.Get<IConversationGrain>(_tenant, order.Message.Conversation.Value);
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(_stopping);
            using var timer = _clock.CreateTimer(_ => patience.Cancel(), null, TellFor, Timeout.InfiniteTimeSpan);
            await Telling.UntilStoredAsync(() => conversation.Settle(report), _clock, patience.Token);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // The attempt stays without an outcome in the journal, where its deadline finds it.
            _log.OutcomeNotTold(order.Message, order.Attempt, e.GetType().Name);
        }
        finally
        {
            _calls.Release();
        }
    }

    private async Task<SendOutcome> CallAsync(SendOrder order)
    {
        if (_breaker.OpenFor is { } wait)
            return SendOutcome.Deferred(new Fault(Faults.ProviderUnavailable), wait);
        var account = await _accounts.FindAsync(_account);
        if (account is null)
            return SendOutcome.Refused(new Fault(Faults.AccountRemoved));
        _rate = account.MessagesPerSecond;
        var started = _clock.GetTimestamp();
        var outcome = await account.Channel.SendAsync(account.Settings, _account, order, _stopping);
        _breaker.Heard(outcome);
        if (_log.IsEnabled(LogLevel.Debug))
            _log.Called(order.Message, order.Attempt, outcome.Result, outcome.Fault?.Detail, _clock.GetElapsedTime(started).TotalMilliseconds);
        return outcome;
    }
}
