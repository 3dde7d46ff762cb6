using Athera.Conversations;
using Athera.Turns.Tools;

namespace Athera.Turns;

/// <summary>
/// The loop of a turn: ask the model, run what the conversation lets run, ask again, until there is an answer or nobody waits for
/// one. It keeps nothing and decides nothing: after every step the conversation says how far the turn has come.
/// </summary>
/// <param name="ask">Asks the model, given the steps so far.</param>
/// <param name="run">Runs a tool.</param>
/// <param name="keeper">Who records it.</param>
internal sealed class TurnLoop(
    Func<IReadOnlyList<TurnStep>, Task<ModelReply>> ask, Func<TurnCall, Task<ToolOutcome>> run, ITurnKeeper keeper)
{
    /// <summary>Runs a turn to its end.</summary>
    /// <param name="order">The turn, with what is recorded of it.</param>
    /// <param name="stop">Stops it; a tool under way comes to its end.</param>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public async Task RunAsync(TurnOrder order, CancellationToken stop)
    {
        var (steps, isOver) = (order.Steps, false);
        while (true)
        {
            if (steps.SelectMany(s => s.Calls).FirstOrDefault(c => c.IsPending) is { } call)
            {
                // Calls that never ran are told of too, so that nobody wonders about them.
                var outcome = isOver || stop.IsCancellationRequested
                    ? ToolOutcome.Failed(CallFaults.Stopped, CallFaults.Explain(CallFaults.Stopped, null))
                    : await run(call);
                if (await keeper.RanAsync(CallReport.Of(order, call.Id, outcome)) is not { } ran)
                    return;
                isOver |= ran.IsOver;
                steps = isOver ? Without(steps, call.Id) : ran.Steps;
                continue;
            }
            if (isOver)
                return;
            stop.ThrowIfCancellationRequested();
            var reply = await ask(steps);
            if (reply.Fault is not null || reply.Calls.Count == 0)
            {
                await keeper.ConcludeAsync(Checked(reply, order, steps).Propose(order, steps.Count));
                return;
            }
            if (await keeper.AnsweredAsync(reply.Step(order, steps.Count)) is not { IsOver: false } answered)
                return;
            steps = answered.Steps;
        }
    }

    private static ModelReply Checked(ModelReply reply, TurnOrder order, IReadOnlyList<TurnStep> steps) =>
        reply is { Fault: null, Reply: { } text } && !OutputCheck.Holds(order, steps, text) ? reply with { Fault = TurnFaults.Unsafe } : reply;

    private static List<TurnStep> Without(IReadOnlyList<TurnStep> steps, string call) =>
        [.. steps.Select(s => s with { Calls = [.. s.Calls.Where(c => c.Id != call)] })];
}

/// <summary>Who records a turn, and says how far it has come; <see langword="null"/> when it could not be recorded.</summary>
public interface ITurnKeeper
{
    /// <summary>The model asked for tools.</summary>
    Task<TurnProgress?> AnsweredAsync(StepAnswer answer);

    /// <summary>A tool ran.</summary>
    Task<TurnProgress?> RanAsync(CallReport report);

    /// <summary>The turn has come to something.</summary>
    Task ConcludeAsync(TurnProposal proposal);
}
