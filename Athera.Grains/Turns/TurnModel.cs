using System.ClientModel;
using Athera.Conversations;
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
    /// <summary>
    /// What the model says next; one that fails is a reply with a fault. Half an answer is never taken: a stream that breaks off, has
    /// no end or is cut by a limit counts as failed.
    /// </summary>
    /// <param name="tenant">Who pays.</param>
    /// <param name="order">The turn.</param>
    /// <param name="steps">What has happened in it.</param>
    /// <param name="offer">What it may ask for.</param>
    /// <param name="cancellation">Stops the turn.</param>
    /// <exception cref="OperationCanceledException">The turn was stopped from outside.</exception>
    public async Task<ModelReply> AnswerAsync(
        TenantId tenant, TurnOrder order, IReadOnlyList<TurnStep> steps, TurnOffer offer, CancellationToken cancellation)
    {
        var ask = new Ask(
            tenant, order, TurnPrompt.Messages(order, steps, offer.Declarations.Count > 0), new ChatOptions
            {
                MaxOutputTokens = options.Value.MaxOutputTokens,
                Tools = offer.Declarations.Count == 0 ? null : [.. offer.Declarations],
            });
        var kind = order.Profile.Model ?? options.Value.Kind;
        var reply = await AskAsync(kind, ask, cancellation);
        foreach (var fallback in Fallbacks(order).Where(f => f != kind))
        {
            if (reply.Fault is null or TurnFaults.Filtered or TurnFaults.OverDay)
                break;
            log.FallsBack(kind, fallback, reply.Fault);
            (kind, reply) = (fallback, await AskAsync(fallback, ask, cancellation));
        }
        return reply with { Prompt = offer.Version };
    }

    private sealed record Ask(TenantId Tenant, TurnOrder Order, List<ChatMessage> Messages, ChatOptions Options);

    private IReadOnlyList<string> Fallbacks(TurnOrder order) =>
        order.Profile.Fallbacks.Count > 0 ? order.Profile.Fallbacks
        : options.Value.Fallback is { Length: > 0 } fallback ? [fallback]
        : [];

    private async Task<ModelReply> AskAsync(string kind, Ask ask, CancellationToken cancellation)
    {
        using var timeout = new CancellationTokenSource(options.Value.Timeout, clock);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellation);
        try
        {
            var bill = await spending.OpenAsync(ask.Tenant, ask.Order.Profile.Budgets.DayMicros, kind, ask.Messages, limit.Token);
            if (bill is null)
                return ModelReply.Failed(TurnFaults.OverDay);
            var stream = catalog.Client(kind).GetStreamingResponseAsync(ask.Messages, ask.Options, limit.Token);
            var response = await ModelStream.ReadAsync(stream, limit.Token);
            return response is null ? ModelReply.Failed(TurnFaults.Unusable) : Read(kind, response, bill, ask.Options.Tools is not null);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return ModelReply.Failed(TurnFaults.Timeout);
        }
        catch (ClientResultException e)
        {
            log.ModelRefused(kind, e.Status);
            return ModelReply.Failed(IsFiltered(e) ? TurnFaults.Filtered : TurnFaults.ModelUnavailable);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        // A provider may answer with anything at all, and none of it may cost the contact an answer.
        {
            log.ModelFailed(kind, e.GetType().Name);
            return ModelReply.Failed(TurnFaults.ModelUnavailable);
        }
    }

    private static ModelReply Read(string kind, ChatResponse response, SpendDesk.Bill bill, bool offersTools)
    {
        var (input, output) = (response.Usage?.InputTokenCount ?? 0, response.Usage?.OutputTokenCount ?? 0);
        var model = response.ModelId is { Length: > 0 } name ? name : kind;
        var reply = new ModelReply
        {
            Model = model,
            InputTokens = (int)input,
            OutputTokens = (int)output,
            Micros = bill.Settle(model, input, output),
        };
        if (response.FinishReason == ChatFinishReason.ContentFilter)
            return reply with { Fault = TurnFaults.Filtered };
        var text = string.IsNullOrWhiteSpace(response.Text) ? null : response.Text.Trim();
        if (offersTools && response.FinishReason == ChatFinishReason.ToolCalls && ModelStream.CallsOf(response) is { Count: > 0 } calls)
            return reply with { Reply = text, Calls = calls };
        // No reason to finish means that the connection was lost; "length" means that the sentence was.
        return response.FinishReason != ChatFinishReason.Stop || text is null
            ? reply with { Fault = TurnFaults.Unusable }
            : reply with { Reply = text };
    }

    private static bool IsFiltered(ClientResultException e) =>
        e.Status == 400 && e.GetRawResponse()?.Content.ToString().Contains("\"content_filter\"", StringComparison.Ordinal) == true;
}
