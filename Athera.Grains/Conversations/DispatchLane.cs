using System.Threading.Channels;
using Athera.Channels;
using Athera.Conversations.Choosing;
using Athera.Journal;
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
    private const int Capacity = 10_000, LeastCapacity = 64;

    /// <summary>Calls under way at once. A provider that takes ten seconds to answer must not collect thousands.</summary>
    private const int MaxCalls = 64;

    /// <summary>As long as this an attempt may wait for its turn, half of the time its outcome is waited for.</summary>
    private static readonly TimeSpan LongestQueue = TimeSpan.FromSeconds(30);

    /// <summary>An outcome is worth telling until the conversation may have had the message sent again.</summary>
    private static readonly TimeSpan LongestTelling = TimeSpan.FromMinutes(2);

    private readonly Channel<SendOrder> _queue = Channel.CreateBounded<SendOrder>(new BoundedChannelOptions(Capacity)
    {
        SingleReader = true,
    });

    private readonly SemaphoreSlim _calls = new(MaxCalls);
    private readonly SendPace _pace;
    private readonly SendBreaker _breaker;
    private readonly SendPressure _pressure;
    private readonly HeldSends _held;
    private readonly AppPauses _pauses;
    private readonly ConsentCheck _consents;
    private readonly ChannelAccountDirectory _accounts;
    private readonly IGrainFactory _grains;
    private readonly SendLicence _licence;
    private readonly ILogger _log;
    private readonly TimeProvider _clock;
    private readonly TenantId _tenant;
    private readonly ChannelAccountId _account;
    private readonly CancellationTokenSource _abandon = new();
    private readonly Task _running;

    // Resumptions by people as of the latest call: one more means that somebody has seen to what was wrong.
    private int _resumptions;

    // This silo's share of the account's rate at the latest call; a lane begins slowly rather than above what the account allows.
    private volatile float _rate = 1;
    private volatile bool _stopping;

    public DispatchLane(
        TenantId tenant, ChannelAccountId account, ChannelAccountDirectory accounts, IGrainFactory grains, SendLicence licence,
        AppPauses pauses, ConsentCheck consents, TimeProvider clock, ILogger log)
    {
        (_pauses, _consents, _pressure) = (pauses, consents, new SendPressure(clock));
        (_tenant, _account, _accounts, _grains, _licence, _clock, _log) = (tenant, account, accounts, grains, licence, clock, log);
        _pace = new SendPace(clock);
        _breaker = new SendBreaker(clock);
        _held = new HeldSends(tenant, account, accounts, grains, clock, _abandon.Token);
        using (ExecutionContext.SuppressFlow()) // Whoever is first must not lend its trace and request context to all the others.
            _running = Task.Run(RunAsync);
    }

    /// <summary>Takes an attempt, unless so many wait that it would not get its turn in time.</summary>
    public bool TryPost(SendOrder order) =>
        _queue.Reader.Count < Math.Max(LeastCapacity, _rate * LongestQueue.TotalSeconds) && _queue.Writer.TryWrite(order);

    /// <summary>Puts off what waits and lets the calls under way end.</summary>
    /// <param name="deadline">When cancelled, they are cut off; their outcome is then unknown.</param>
    public async Task StopAsync(CancellationToken deadline)
    {
        _stopping = true;
        _queue.Writer.TryComplete();
        using (deadline.UnsafeRegister(static abandon => ((CancellationTokenSource)abandon!).Cancel(), _abandon))
            await _running;
    }

    public void Dispose()
    {
        _calls.Dispose();
        _abandon.Dispose();
    }

    private async Task RunAsync()
    {
        await foreach (var order in _queue.Reader.ReadAllAsync())
        {
            await _calls.WaitAsync();
            if (MayCall(order))
                await _pace.WaitAsync(_rate, _abandon.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            _ = FinishAsync(order);
        }
        for (var call = 0; call < MaxCalls; call++)
            await _calls.WaitAsync();
    }

    private bool MayCall(SendOrder order) => !_stopping && _clock.GetUtcNow() < order.Deadline;

    private async Task FinishAsync(SendOrder order)
    {
        try
        {
            var resumptions = Volatile.Read(ref _resumptions);
            var outcome = await CallAsync(order);
            var report = new SendReport(order.Message, order.Attempt, outcome);
            var conversation = _grains.Get<IConversationGrain>(_tenant, order.Message.Conversation.Value);
            if (!await Telling.TellAsync(() => conversation.Settle(report), LongestTelling, _clock, _abandon.Token))
                _log.OutcomeNotTold(order.Message, order.Attempt, nameof(RefusalKind.Unavailable));
            else if (outcome is { Result: SendResult.Deferred, Fault: { } fault } && Faults.HoldsQueue(fault.Code))
                _held.Add(order.Message.Conversation, resumptions);
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
        if (!MayCall(order))
            return SendOutcome.PutOff(new Fault(Faults.RateLimited), TimeSpan.FromSeconds(1));
        if (await _accounts.TryFindAsync(_account) is not { Known: true } found)
            return SendOutcome.PutOff(new Fault(Faults.ProviderUnavailable), TimeSpan.FromSeconds(1));
        if (found.Account is not { } account)
            return SendOutcome.Refused(new Fault(Faults.AccountRemoved));
        _rate = _licence.ShareOf(account.MessagesPerSecond) * _pressure.Share;
        if (await ObstacleAsync(account, order) is { } obstacle)
            return obstacle;
        var started = _clock.GetTimestamp();
        var rendered = order with { Content = ChoiceRendering.For(order.Content, account.Channel.FormsOf(account.Settings)) };
        var outcome = await account.Channel.SendAsync(account.Settings, _account, rendered, _abandon.Token);
        Learn(account, outcome);
        // A held account is tried once a minute, so nothing of it waits for longer once it has been seen to.
        if (outcome.Fault is { } fault && Faults.HoldsQueue(fault.Code) && outcome.Result == SendResult.Deferred)
            outcome = outcome with { RetryAfter = SendBreaker.PauseForPeople };
        if (_log.IsEnabled(LogLevel.Debug))
            _log.Called(order.Message, order.Attempt, outcome.Result, outcome.Fault?.Detail, _clock.GetElapsedTime(started).TotalMilliseconds);
        return outcome;
    }

    // Why no call is made now, though the message may be sent.
    private async Task<SendOutcome?> ObstacleAsync(ConnectedAccount account, SendOrder order)
    {
        if (!_licence.MayCall)
            return SendOutcome.PutOff(new Fault(Faults.ProviderUnavailable), TimeSpan.FromSeconds(1));
        if (Interlocked.Exchange(ref _resumptions, account.Resumptions) != account.Resumptions)
            _breaker.Reset();
        if (_pauses.Left(account) is { } pause)
            return SendOutcome.PutOff(new Fault(Faults.RateLimited), pause);
        if (_breaker.Admit() is { } wait)
            return SendOutcome.PutOff(HoldOf(account) ?? _breaker.Held ?? new Fault(Faults.ProviderUnavailable), wait);
        try
        {
            // The provider's word for an attempt before may have come while this one waited for its turn.
            if (order.Attempt > 1 && !await IsAwaitedAsync(order))
                return SendOutcome.PutOff(new Fault(Faults.ProviderUnavailable), TimeSpan.FromSeconds(1));
            if (order.Content.Template is not { IsMarketing: true })
                return null;
            // Asked after the attempt was committed, so that whoever takes it back before this is heard.
            return await _consents.AgreesToMarketingAsync(_tenant, order.Contact, _abandon.Token)
                ? null
                : SendOutcome.Refused(new Fault(Faults.MarketingNotAgreed));
        }
        catch (Exception e) when (e is StoreUnavailableException or OperationCanceledException or TimeoutException or OrleansException)
        {
            return SendOutcome.PutOff(new Fault(Faults.ProviderUnavailable), TimeSpan.FromSeconds(1));
        }
    }

    private Task<bool> IsAwaitedAsync(SendOrder order) =>
        _grains.Get<IConversationGrain>(_tenant, order.Message.Conversation.Value)
            .Awaits(order.Message.Sequence, order.Attempt).WaitAsync(_abandon.Token);

    private static Fault? HoldOf(ConnectedAccount account) =>
        account.Hold is { } hold ? new Fault(hold.Reason, hold.Detail) : null;

    // Whatever a call came to says something about those after it, and perhaps about the account.
    private void Learn(ConnectedAccount account, SendOutcome outcome)
    {
        _breaker.Heard(outcome);
        _pressure.Heard(outcome);
        _pauses.Heard(account, outcome);
        var grain = _grains.Get<IChannelAccountGrain>(_tenant, _account.Value);
        if (outcome.Fault is { } fault && Faults.HoldsQueue(fault.Code) && account.Hold is null)
            grain.Hold(new AccountHold(fault.Code, fault.Detail, _clock.GetUtcNow())).Ignore();
        else if (outcome.Result == SendResult.Accepted && account.Hold is not null)
            grain.Resume(null).Ignore();
    }
}
