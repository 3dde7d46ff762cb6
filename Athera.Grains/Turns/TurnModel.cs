using Athera.Conversations;
using Athera.Inbox;
using Athera.Turns.Models;
using Athera.Turns.Spending;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Athera.Turns;

/// <summary>Asks an agent's model, and its fallbacks when a provider fails.</summary>
public sealed class TurnModel(
    ModelCatalog catalog, IOptions<ModelOptions> options, SpendDesk spending, TimeProvider clock, ILogger<TurnModel> log)
{
    private readonly PatientModel _patient = new(catalog, options, spending, clock, log);

    /// <summary>
    /// What the model says next; one that fails is a reply with a fault. Half an answer is never taken: a stream that breaks off, has
    /// no end or is cut by a limit counts as failed.
    /// </summary>
    /// <param name="tenant">Who pays.</param>
    /// <param name="order">The turn.</param>
    /// <param name="steps">What has happened in it.</param>
    /// <param name="offer">What it may ask for.</param>
    /// <param name="pen">Who is to be shown the words as they come, if anybody.</param>
    /// <param name="cancellation">Stops the turn.</param>
    /// <exception cref="OperationCanceledException">The turn was stopped from outside.</exception>
    public async Task<ModelReply> AnswerAsync(
        TenantId tenant, TurnOrder order, IReadOnlyList<TurnStep> steps, TurnOffer offer, DraftPen? pen,
        CancellationToken cancellation)
    {
        var question = new ModelQuestion(
            tenant, order, TurnPrompt.Messages(order, steps, offer.Declarations.Count > 0), new ChatOptions
            {
                MaxOutputTokens = options.Value.MaxOutputTokens,
                Tools = offer.Declarations.Count == 0 ? null : [.. offer.Declarations],
            },
            pen);
        var kind = order.Profile.Model ?? options.Value.Kind;
        var reply = await _patient.AskAsync(kind, question, cancellation);
        foreach (var fallback in Fallbacks(order).Where(f => f != kind))
        {
            if (reply.Fault is null or TurnFaults.Filtered or TurnFaults.OverDay)
                break;
            log.FallsBack(kind, fallback, reply.Fault);
            (kind, reply) = (fallback, await _patient.AskAsync(fallback, question, cancellation));
        }
        // What is said beside calls is sent to nobody, and neither is an answer that failed.
        if (reply.Fault is not null || reply.Calls.Count > 0)
            pen?.Erase();
        return reply with { Prompt = offer.Version };
    }

    private IReadOnlyList<string> Fallbacks(TurnOrder order) =>
        order.Profile.Fallbacks.Count > 0 ? order.Profile.Fallbacks
        : options.Value.Fallback is { Length: > 0 } fallback ? [fallback]
        : [];
}
