using Athera.Conversations;
using Microsoft.Extensions.Logging;
using Orleans.Concurrency;

namespace Athera.Turns;

/// <summary>
/// Runs an agent's turns. It keeps nothing: what a turn came to goes to the conversation, and a turn that is lost with its silo is
/// begun again by the conversation. It always runs on the conversation's silo: the turn is lost with that silo and with no other, so
/// the conversation knows at once when it is.
/// </summary>
[StatelessWorker(maxLocalWorkers: 1), Reentrant]
public sealed class AgentTurnGrain(IGrainContext context, TurnModel model, TimeProvider clock, ILogger<AgentTurnGrain> log)
    : Grain(context), IAgentTurnGrain
{
    private readonly TenantKey _key = TenantKey.Parse(context.GrainId.Key.ToString()!);
    private readonly Dictionary<long, CancellationTokenSource> _running = [];

    /// <inheritdoc/>
    public async Task Run(TurnOrder order)
    {
        var left = order.Deadline - clock.GetUtcNow();
        if (left <= TimeSpan.Zero)
            return;
        using var cancellation = new CancellationTokenSource(left, clock);
        _running[order.Turn] = cancellation;
        try
        {
            var proposal = await model.AnswerAsync(order, cancellation.Token);
            var conversation = GrainFactory.Get<IConversationGrain>(_key.Tenant, _key.Id);
            if (!await Telling.TellAsync(() => conversation.Conclude(proposal), left, clock, cancellation.Token))
                log.TurnNotTold(_key.Id, order.Turn);
        }
        catch (OperationCanceledException)
        {
            log.TurnStopped(_key.Id, order.Turn);
        }
        finally
        {
            _running.Remove(order.Turn);
        }
    }

    /// <inheritdoc/>
    public Task Cancel(long turn) => _running.TryGetValue(turn, out var running) ? running.CancelAsync() : Task.CompletedTask;
}
