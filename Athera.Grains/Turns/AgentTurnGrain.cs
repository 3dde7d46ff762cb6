using Athera.Conversations;
using Microsoft.Extensions.Logging;
using Orleans.Concurrency;

namespace Athera.Turns;

/// <summary>
/// Runs an agent's turns. It keeps nothing: what a turn comes to goes to the conversation step by step, and a turn that is lost with
/// its silo is begun again by the conversation, or gone on with where its record ends. It always runs on
/// the conversation's silo: the turn is lost with that silo and with no other, so the conversation knows at once when it is.
/// </summary>
[StatelessWorker(maxLocalWorkers: 1), Reentrant]
public sealed class AgentTurnGrain(IGrainContext context, TurnRunner runner, TimeProvider clock, ILogger<AgentTurnGrain> log)
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
        using var deadline = new CancellationTokenSource(left, clock);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token);
        _running[order.Turn] = stop;
        try
        {
            var keeper = new Keeper(
                _key, GrainFactory, said => Telling.TellAsync(said, left, clock, deadline.Token), () => log.TurnNotTold(_key.Id, order.Turn));
            await runner.RunAsync(_key, order, keeper, stop.Token, deadline.Token);
        }
        catch (OperationCanceledException)
        {
            log.TurnStopped(_key.Id, order.Turn);
        }
        finally
        {
            if (_running.TryGetValue(order.Turn, out var running) && running == stop)
                _running.Remove(order.Turn);
        }
    }

    /// <inheritdoc/>
    public Task Cancel(long turn) => _running.TryGetValue(turn, out var running) ? running.CancelAsync() : Task.CompletedTask;

    // What is not stored would be done a second time, so it is told until it is heard or nobody waits any more.
    private sealed class Keeper(
        TenantKey key, IGrainFactory grains, Func<Func<Task<Result<Done>>>, Task<bool>> tell, Action unheard) : ITurnKeeper
    {
        public Task<TurnProgress?> AnsweredAsync(StepAnswer answer) => StepAsync(turns => turns.Answered(answer));

        public Task<TurnProgress?> RanAsync(CallReport report) => StepAsync(turns => turns.Ran(report));

        public async Task ConcludeAsync(TurnProposal proposal)
        {
            if (!await tell(() => grains.Get<IConversationGrain>(key.Tenant, key.Id).Conclude(proposal)))
                unheard();
        }

        private async Task<TurnProgress?> StepAsync(Func<IConversationTurnsGrain, Task<Result<TurnProgress>>> step)
        {
            TurnProgress? progress = null;
            var heard = await tell(async () =>
            {
                var told = await step(grains.Get<IConversationTurnsGrain>(key.Tenant, key.Id));
                progress = told.Value;
                return told.Granted ? Done.Value : told.Refusal;
            });
            if (!heard)
                unheard();
            return progress;
        }
    }
}
