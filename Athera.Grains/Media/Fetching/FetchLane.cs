using System.Threading.Channels;
using Athera.Channels;
using Athera.Conversations;
using Athera.Journal;
using Athera.Messages;

namespace Athera.Media.Fetching;

/// <summary>One account's files on their way in: a bounded queue, a rate, a bound on what is under way, and a breaker.</summary>
internal sealed class FetchLane : IDisposable
{
    private const int Capacity = 1_000;

    /// <summary>Files under way at once of one account.</summary>
    private const int MaxFetches = 8;

    /// <summary>Files begun in a second, over all silos: Meta takes 25 requests a second of a number, and a file costs two.</summary>
    private const int PerSecond = 12;

    private static readonly TimeSpan LongestTelling = TimeSpan.FromMinutes(2), FullPause = TimeSpan.FromSeconds(30);

    private readonly Channel<FetchOrder> _queue = Channel.CreateBounded<FetchOrder>(new BoundedChannelOptions(Capacity) { SingleReader = true });
    private readonly SemaphoreSlim _fetches = new(MaxFetches);
    private readonly FetchParts _parts;
    private readonly TenantId _tenant;
    private readonly ChannelAccountId _account;
    private readonly SendPace _pace;
    private readonly FetchBreaker _breaker;
    private readonly CancellationTokenSource _abandon = new();
    private readonly Task _running;

    public FetchLane(TenantId tenant, ChannelAccountId account, FetchParts parts)
    {
        (_tenant, _account, _parts) = (tenant, account, parts);
        _pace = new SendPace(parts.Clock);
        _breaker = new FetchBreaker(parts.Clock, () => Math.Max(1, parts.Roster.Alive.Count));
        using (ExecutionContext.SuppressFlow())
            _running = Task.Run(RunAsync);
    }

    /// <summary>Takes an order, unless too many wait.</summary>
    public bool TryPost(FetchOrder order) => _queue.Writer.TryWrite(order);

    /// <summary>What a conversation is told when there is no room.</summary>
    public static MediaReport Full(FetchOrder order) =>
        order.Report(MediaState.Pending) with { RetryAfter = FullPause, NotCalled = true };

    /// <summary>Stops what is under way; it is begun again after the next start.</summary>
    public async Task StopAsync()
    {
        _queue.Writer.TryComplete();
        await _abandon.CancelAsync();
        await _running;
    }

    public void Dispose()
    {
        _fetches.Dispose();
        _abandon.Dispose();
    }

    private async Task RunAsync()
    {
        await foreach (var order in _queue.Reader.ReadAllAsync())
        {
            await _fetches.WaitAsync();
            var rate = (double)PerSecond / Math.Max(1, _parts.Roster.Alive.Count);
            await _pace.WaitAsync(rate, _abandon.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            _ = FinishAsync(order);
        }
        for (var fetch = 0; fetch < MaxFetches; fetch++)
            await _fetches.WaitAsync();
    }

    private async Task FinishAsync(FetchOrder order)
    {
        try
        {
            var report = await FetchAsync(order);
            if (!_abandon.IsCancellationRequested || report.State == MediaState.Stored)
                await TellAsync(report, order);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // It stays begun in the journal, where its deadline finds it.
            _parts.Log.FetchFailed(order.Message, order.Index, e);
        }
        finally
        {
            _fetches.Release();
        }
    }

    private async Task<MediaReport> FetchAsync(FetchOrder order)
    {
        if (_breaker.Admit() is { } wait)
            return order.Report(MediaState.Pending) with { Fault = new Fault(MediaFaults.Unreachable), RetryAfter = wait, NotCalled = true };
        ConnectedAccount? account;
        try
        {
            account = await _parts.Accounts.FindAsync(_account);
        }
        catch (StoreUnavailableException)
        {
            return Full(order);
        }
        // All lanes together: a hundred accounts at once must not open a thousand connections.
        await _parts.All.WaitAsync(_abandon.Token);
        try
        {
            var report = await _parts.Fetch.RunAsync(account, _tenant, order, _abandon.Token);
            _breaker.Heard(report.Fault);
            if (report.State != MediaState.Stored)
                _parts.Log.NotFetched(order.Message, order.Index, order.Try, report.State, report.Fault?.Code, report.Fault?.Detail);
            return report;
        }
        finally
        {
            _parts.All.Release();
        }
    }

    private async Task TellAsync(MediaReport report, FetchOrder order)
    {
        var conversation = _parts.Grains.Get<IConversationGrain>(_tenant, order.Message.Conversation.Value);
        var wanted = true;
        var told = await Telling.TellAsync(
            async () =>
            {
                var receipt = await conversation.SettleMedia(report);
                wanted = receipt.Value?.Wanted ?? true;
                return receipt.Granted ? Done.Value : receipt.Refusal;
            },
            LongestTelling, _parts.Clock, _abandon.Token);
        if (!told)
            _parts.Log.OutcomeNotTold(order.Message, order.Index);
        else if (report.State == MediaState.Stored)
            await ReleaseAsync(order.Part);
        if (!wanted && report.Blob is not null)
            await _parts.Removal.RunAsync(_tenant, new RemovalOrder(order.Contact, order.Message, [MediaBlobs.OfMessage(order.Message, order.Index)]));
    }

    private async Task ReleaseAsync(MediaPart part)
    {
        try
        {
            if (await _parts.Accounts.FindAsync(_account) is { Channel.Media: { } source })
                await source.ReleaseAsync(part, _abandon.Token);
        }
        catch (StoreUnavailableException)
        {
            // Whose channel it is cannot be told now; the source keeps it for as long as it would have without this.
        }
    }
}
