using Athera.Conversations;
using Athera.Inbox;
using Athera.Turns.Tools;

namespace Athera.Turns;

/// <summary>Runs turns with the models and tools there are.</summary>
public sealed class TurnRunner(TurnModel model, ToolBooks books, ToolRunner tools, DraftDesk drafts, TimeProvider clock)
{
    /// <summary>Runs one to its end.</summary>
    /// <param name="conversation">Tenant and conversation.</param>
    /// <param name="order">The turn, with what is recorded of it.</param>
    /// <param name="keeper">Who records it.</param>
    /// <param name="stop">Stops it; a tool under way comes to its end.</param>
    /// <param name="deadline">Stops that too.</param>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public async Task RunAsync(
        TenantKey conversation, TurnOrder order, ITurnKeeper keeper, CancellationToken stop, CancellationToken deadline)
    {
        var left = order.Deadline - clock.GetUtcNow();
        var book = await Telling.FetchAsync(async () => await books.ForAsync(conversation.Tenant, stop), left, clock, stop);
        if (book is null)
            return; // The conversation begins it again, if there is time for it.
        var offer = TurnOffer.Of(order.Profile, book);
        await using var pen = drafts.Begin(conversation, order);
        var loop = new TurnLoop(
            steps => model.AnswerAsync(conversation.Tenant, order, steps, offer, pen, stop),
            call => tools.RunAsync(book, call, conversation, order, deadline), keeper);
        await loop.RunAsync(order, stop);
    }
}
