using System.Collections.Concurrent;
using Athera.Channels;
using Athera.Journal;
using Athera.Messages;
using Microsoft.Extensions.Logging;

namespace Athera.Conversations;

/// <summary>
/// Asks providers' lists about sends of unknown outcome, a few questions of one account at a time, and brings the answers back. It
/// holds nothing that is not in the journal: a question without an answer is asked again by whoever finds its deadline over.
/// </summary>
public sealed class InquiryDesk(
    ChannelAccountDirectory accounts, IGrainFactory grains, Patience patience, TimeProvider clock, ILogger<InquiryDesk> log) : IDisposable
{
    /// <summary>Questions of one account under way: what a crash leaves in doubt must not become a burst of calls.</summary>
    private const int MaxCalls = 4;

    private readonly ConcurrentDictionary<ChannelAccountId, SemaphoreSlim> _turns = new();

    /// <summary>Takes a committed question. Never blocks and never fails.</summary>
    public void Post(TenantId tenant, ChannelAccountId account, SentQuestion question)
    {
        // Whoever asks must not lend its trace and request context to a call made later.
        using (ExecutionContext.SuppressFlow())
            _ = Task.Run(() => AskAndTellAsync(tenant, account, question));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var turn in _turns.Values)
            turn.Dispose();
    }

    private async Task AskAndTellAsync(TenantId tenant, ChannelAccountId account, SentQuestion question)
    {
        try
        {
            var evidence = await AskInTurnAsync(account, question);
            log.Inquired(question.Message, question.Attempt, question.Question, evidence.Copies.Count, evidence.Fault?.Code);
            var report = new EvidenceReport(question.Message, question.Attempt, question.Question, evidence);
            var conversation = grains.Get<IConversationGrain>(tenant, question.Message.Conversation.Value);
            await Telling.TellAsync(() => conversation.Testify(report), patience.Question, clock, CancellationToken.None);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            log.NotInquired(question.Message, question.Attempt, question.Question, e.GetType().Name);
        }
    }

    private async Task<SentEvidence> AskInTurnAsync(ChannelAccountId account, SentQuestion question)
    {
        var turn = _turns.GetOrAdd(account, _ => new SemaphoreSlim(MaxCalls));
        var left = question.Deadline - clock.GetUtcNow();
        using var deadline = new CancellationTokenSource(left > TimeSpan.Zero ? left : TimeSpan.Zero, clock);
        try
        {
            await turn.WaitAsync(deadline.Token);
        }
        catch (OperationCanceledException)
        {
            return SentEvidence.CannotTell(new Fault(Faults.RateLimited));
        }
        try
        {
            return await AskAsync(account, question, deadline.Token);
        }
        finally
        {
            turn.Release();
        }
    }

    private async Task<SentEvidence> AskAsync(ChannelAccountId id, SentQuestion question, CancellationToken deadline)
    {
        try
        {
            return await accounts.FindAsync(id) is { Channel: ISentList list } account
                ? await list.FindSentAsync(account.Settings, question, deadline)
                : SentEvidence.CannotTell(new Fault(Faults.AccountRemoved));
        }
        catch (Exception e) when (e is StoreUnavailableException or OperationCanceledException)
        {
            return SentEvidence.CannotTell(new Fault(Faults.ProviderUnavailable));
        }
    }
}
