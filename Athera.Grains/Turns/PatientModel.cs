using Athera.Conversations;
using Athera.Inbox;
using Athera.Turns.Models;
using Athera.Turns.Spending;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Athera.Turns;

/// <summary>What a model is asked.</summary>
/// <param name="Tenant">Who pays.</param>
/// <param name="Order">The turn.</param>
/// <param name="Messages">What it is shown.</param>
/// <param name="Options">What it may answer with.</param>
/// <param name="Pen">Writes down its words as they come.</param>
internal sealed record ModelQuestion(
    TenantId Tenant, TurnOrder Order, IReadOnlyList<ChatMessage> Messages, ChatOptions Options, DraftPen? Pen);

/// <summary>Asks one model until it answers, until asking again is of no use, or until its time is over.</summary>
internal sealed class PatientModel(
    ModelCatalog catalog, IOptions<ModelOptions> options, SpendDesk spending, TimeProvider clock, ILogger log)
{
    /// <summary>What it says; when that comes to nothing, a reply with a fault.</summary>
    /// <exception cref="OperationCanceledException">The turn was stopped from outside.</exception>
    public async Task<ModelReply> AskAsync(string kind, ModelQuestion question, CancellationToken cancellation)
    {
        using var timeout = new CancellationTokenSource(options.Value.Timeout, clock);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellation);
        var until = Earlier(clock.GetUtcNow() + options.Value.Timeout, question.Order.Deadline);
        SpendDesk.Bill? bill = null;
        try
        {
            for (var tries = 1; ; tries++)
            {
                bill ??= await spending.OpenAsync(
                    question.Tenant, question.Order.Profile.Budgets.DayMicros, kind, question.Messages, limit.Token);
                if (bill is null)
                    return ModelReply.Failed(TurnFaults.OverDay);
                var (reply, failure) = await TryAsync(kind, question, bill, limit.Token);
                if (reply is not null)
                    return reply;
                var wait = ModelRetries.WaitAfter(failure!, tries, until - clock.GetUtcNow(), Random.Shared.NextDouble());
                if (wait is not { } pause)
                    return ModelReply.Failed(failure!.Fault);
                log.ModelAskedAgain(kind, pause, tries);
                await Task.Delay(pause, clock, limit.Token);
                // What was perhaps written has perhaps to be paid, so it stays paid as estimated.
                bill = failure!.IsFree ? bill : null;
            }
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return ModelReply.Failed(TurnFaults.Timeout);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        // Whether there is money for it could not be told.
        {
            log.ModelFailed(kind, e.GetType().Name);
            return ModelReply.Failed(TurnFaults.ModelUnavailable);
        }
    }

    private async Task<(ModelReply? Reply, ModelFailure? Failure)> TryAsync(
        string kind, ModelQuestion question, SpendDesk.Bill bill, CancellationToken limit)
    {
        question.Pen?.Erase();
        try
        {
            var stream = catalog.Client(kind).GetStreamingResponseAsync(question.Messages, question.Options, limit);
            var response = await ModelStream.ReadAsync(stream, question.Pen, limit);
            if (response is null)
                return (ModelReply.Failed(TurnFaults.Unusable), null);
            // No reason to finish means that the connection was lost.
            return response.FinishReason is null
                ? (null, ModelFailure.BrokenOff)
                : (Read(kind, response, bill, question.Options.Tools is not null), null);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        // A provider may answer with anything at all, and none of it may cost the contact an answer.
        {
            if (e is System.ClientModel.ClientResultException refused)
                log.ModelRefused(kind, refused.Status);
            else
                log.ModelFailed(kind, e.GetType().Name);
            return (null, ModelFailure.Of(e, clock.GetUtcNow()));
        }
    }

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;

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
        // "length" means that the sentence was cut.
        return response.FinishReason != ChatFinishReason.Stop || text is null
            ? reply with { Fault = TurnFaults.Unusable }
            : reply with { Reply = text };
    }
}
