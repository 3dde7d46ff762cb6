using System.ClientModel;
using Athera.Conversations;
using Athera.Messages;
using Athera.Turns.Models;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Athera.Turns;

/// <summary>Asks the configured model for a turn's answer, and the fallback when its provider fails.</summary>
public sealed class TurnModel(
    ModelCatalog catalog, IOptions<ModelOptions> options, TimeProvider clock, ILogger<TurnModel> log)
{
    /// <summary>
    /// What the turn came to; a model that fails is a proposal with a fault. Half an answer is never proposed: a stream that breaks
    /// off or is cut by a limit counts as failed.
    /// </summary>
    /// <exception cref="OperationCanceledException">The turn was stopped from outside.</exception>
    public async Task<TurnProposal> AnswerAsync(TurnOrder order, CancellationToken cancellation)
    {
        var proposal = await AskAsync(options.Value.Kind, order, cancellation);
        if (proposal.Fault is null or TurnFaults.Filtered || options.Value.Fallback is not { Length: > 0 } fallback)
            return proposal;
        log.FallsBack(options.Value.Kind, fallback, proposal.Fault);
        return await AskAsync(fallback, order, cancellation);
    }

    private async Task<TurnProposal> AskAsync(string kind, TurnOrder order, CancellationToken cancellation)
    {
        using var timeout = new CancellationTokenSource(options.Value.Timeout, clock);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellation);
        try
        {
            var client = catalog.Client(kind);
            var response = await client
                .GetStreamingResponseAsync(Prompt(order), new ChatOptions { MaxOutputTokens = options.Value.MaxOutputTokens }, limit.Token)
                .ToChatResponseAsync(limit.Token);
            return Propose(order, kind, response);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return Failed(order, TurnFaults.Timeout);
        }
        catch (ClientResultException e)
        {
            log.ModelRefused(kind, e.Status);
            return Failed(order, IsFiltered(e) ? TurnFaults.Filtered : TurnFaults.ModelUnavailable);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        // A provider may answer with anything at all, and none of it may cost the contact an answer.
        {
            log.ModelFailed(kind, e.GetType().Name);
            return Failed(order, TurnFaults.ModelUnavailable);
        }
    }

    private static TurnProposal Propose(TurnOrder order, string kind, ChatResponse response)
    {
        var proposal = new TurnProposal
        {
            Turn = order.Turn,
            Model = response.ModelId is { Length: > 0 } model ? model : kind,
            InputTokens = (int)(response.Usage?.InputTokenCount ?? 0),
            OutputTokens = (int)(response.Usage?.OutputTokenCount ?? 0),
        };
        if (response.FinishReason == ChatFinishReason.ContentFilter)
            return proposal with { Fault = TurnFaults.Filtered };
        // No reason to finish means that the connection was lost; "length" means that the sentence was.
        return response.FinishReason != ChatFinishReason.Stop || string.IsNullOrWhiteSpace(response.Text)
            ? proposal with { Fault = TurnFaults.Unusable }
            : proposal with { Reply = response.Text.Trim() };
    }

    private static TurnProposal Failed(TurnOrder order, string fault) => new() { Turn = order.Turn, Fault = fault };

    private static bool IsFiltered(ClientResultException e) =>
        e.Status == 400 && e.GetRawResponse()?.Content.ToString().Contains("\"content_filter\"", StringComparison.Ordinal) == true;

    // What the contact wrote is only ever a user message: never part of the instructions.
    private static List<ChatMessage> Prompt(TurnOrder order)
    {
        var messages = new List<ChatMessage>(order.Lines.Count + 1) { new(ChatRole.System, order.Profile.Instructions) };
        foreach (var line in order.Lines)
            messages.Add(new ChatMessage(line.By == AuthorKind.Contact ? ChatRole.User : ChatRole.Assistant, line.Text));
        return messages;
    }
}
