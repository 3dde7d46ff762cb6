using Athera.Conversations.SendingRules;
using Athera.Messages;

namespace Athera.Conversations;

/// <summary>Takes in what an agent's turn came to.</summary>
public static class Concluding
{
    /// <summary>
    /// Decides about a proposal. What was true when the turn began may not be true any more, so everything is checked again here;
    /// a proposal of a turn that is not the one under way leaves no event.
    /// </summary>
    public static Draft Conclude(Conversation state, TurnProposal proposal, Circumstances now)
    {
        var draft = new Draft(state);
        if (state.Turn?.Id != proposal.Turn)
            return draft;
        if (state.Responder != Responder.Agent)
            return draft.Raise(End(proposal, TurnEnding.TakenOver)).Proceed(now);
        if (IsBehind(state.Turn, proposal))
            return draft;
        var replies = Replies(state, proposal, now.During(state.Turn));
        if (Obstacle(state, proposal, replies.Count, now) is { } fault)
            return draft.Fail(End(proposal, TurnEnding.Failed) with { Fault = fault }, now).Proceed(now);
        draft.Raise(End(proposal, TurnEnding.Replied) with { Said = replies.Count == 1 ? null : proposal.Reply });
        foreach (var reply in replies)
            draft.Raise(reply);
        if (proposal.HandOver || state.Turn.HandOver is not null)
            draft.Raise(new ResponderChanged(Responder.Nobody, state.Turn.HandOver ?? "requested", null));
        else if (state.Turn.Resolves && draft.State.Unanswered.IsEmpty)
            draft.Raise(new StatusChanged(ConversationStatus.Resolved, null, null));
        return draft.Proceed(now);
    }

    // Somebody goes on with the turn who knows of more: calls under way, steps taken since, another try.
    private static bool IsBehind(RunningTurn turn, TurnProposal proposal) =>
        (proposal.Fault is null && turn.Pending.Any())
        || (proposal.Try is { } attempt && attempt != turn.Try)
        || (proposal.Steps is { } steps && steps != turn.Steps.Length);

    private static string? Obstacle(Conversation state, TurnProposal proposal, int replies, Circumstances now) =>
        proposal.Fault is { } fault ? fault
        : replies is 0 or > Conversation.MaxParts ? TurnFaults.Unusable
        : RuleBook.Forbids(state, new Sendable(AuthorKind.Agent), now) is { } forbidden ? forbidden.Code
        : state.Outbox.Length + replies > Conversation.MaxOutbox ? Faults.RateLimited
        : null;

    private static TurnEnded End(TurnProposal proposal, TurnEnding ending) => new(
        proposal.Turn, ending, Model: proposal.Model, InputTokens: proposal.InputTokens, OutputTokens: proposal.OutputTokens)
        {
            Prompt = proposal.Prompt,
            Micros = proposal.Micros,
        };

    // None for an answer longer than could ever be sent: nobody wants the beginning of it.
    private static List<MessageQueued> Replies(Conversation state, TurnProposal proposal, Circumstances now)
    {
        if (string.IsNullOrWhiteSpace(proposal.Reply) || proposal.Reply.Length > Conversation.MaxParts * now.MaxTextLength)
            return [];
        var text = state.Disclosed ? proposal.Reply : $"{Disclosing.TextFor(state, now.Profile)}\n\n{proposal.Reply}";
        return
        [
            .. TextParts.Of(text, now.TextMeasure).Select((part, i) => new MessageQueued
            {
                Content = MessageContent.OfText(part),
                Author = new Author(AuthorKind.Agent, now.Agent.ToString()),
                Turn = proposal.Turn,
                QueuedAt = now.Now,
                Discloses = !state.Disclosed && i == 0,
            }),
        ];
    }
}
