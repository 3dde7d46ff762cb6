using Athera.Conversations;
using Athera.Turns.Tools;

namespace Athera.Turns;

/// <summary>
/// Runs a turn: asks the model, runs the tools the conversation lets run, and asks again, until there is an answer or nobody waits
/// for one. It keeps nothing and decides nothing: after every step the conversation says how far the turn has come.
/// </summary>
public sealed class TurnRunner(TurnModel model, ToolBooks books, ToolRunner tools)
{
    /// <summary>Runs it to its end.</summary>
    /// <param name="conversation">Tenant and conversation.</param>
    /// <param name="order">The turn, with what is recorded of it.</param>
    /// <param name="keeper">Who records it.</param>
    /// <param name="stop">Stops it; a tool under way comes to its end.</param>
    /// <param name="deadline">Stops that too.</param>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public async Task RunAsync(
        TenantKey conversation, TurnOrder order, ITurnKeeper keeper, CancellationToken stop, CancellationToken deadline)
    {
        var book = await books.ForAsync(conversation.Tenant, stop);
        var offer = TurnOffer.Of(order.Profile, book);
        var steps = order.Steps;
        while (true)
        {
            if (steps.SelectMany(s => s.Calls).FirstOrDefault(c => c.IsPending) is { } call)
            {
                var outcome = stop.IsCancellationRequested
                    ? ToolOutcome.Failed(CallFaults.Stopped, CallFaults.Explain(CallFaults.Stopped, null))
                    : await tools.RunAsync(book.Find(call.Tool), call, conversation, order, deadline);
                if (await keeper.RanAsync(CallReport.Of(order.Turn, call.Id, outcome)) is not { } ran)
                    return;
                // Of a turn that is over the calls that never ran are still told, so that nobody wonders about them.
                steps = ran.IsOver ? Without(steps, call.Id) : ran.Steps;
                if (ran.IsOver && !stop.IsCancellationRequested)
                    return;
                continue;
            }
            stop.ThrowIfCancellationRequested();
            var reply = await model.AnswerAsync(conversation.Tenant, order, steps, offer, stop);
            if (reply.Fault is not null || reply.Calls.Count == 0)
            {
                await keeper.ConcludeAsync(Checked(reply, order, steps).Propose(order.Turn));
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
