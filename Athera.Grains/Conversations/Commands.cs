using Athera.Messages;

namespace Athera.Conversations;

/// <summary>Does what people ask of a conversation.</summary>
public static class Commands
{
    private const int MaxName = 128, MaxLabels = 20, MaxLabel = 64;

    private static readonly Refusal NoAgent = new(
        RefusalKind.Conflict, Responding.NoAgent, "Only people answer on this channel account; let an agent answer there first.");

    /// <summary>Why it cannot be done, or <see langword="null"/>.</summary>
    public static Refusal? Check(Conversation state, ConversationCommand command, Circumstances now) =>
        !state.Exists ? Refusal.NotFound : command switch
        {
            Assign { Assignee.Length: > MaxName } => Refusal.Invalid("assignee", $"is longer than {MaxName} characters"),
            Assign { Team.Length: > MaxName } => Refusal.Invalid("team", $"is longer than {MaxName} characters"),
            Snooze s when s.Until <= now.Now => Refusal.Invalid("until", "is not in the future"),
            Snooze s when s.Until > now.Now.AddYears(1) => Refusal.Invalid("until", "is more than a year away"),
            AddNote n when string.IsNullOrWhiteSpace(n.Text) => Refusal.Invalid("text", "is empty"),
            AddNote { Text.Length: > MessageContent.MaxTextLength } =>
                Refusal.Invalid("text", $"is longer than {MessageContent.MaxTextLength} characters"),
            SetLabels { Labels.Count: > MaxLabels } => Refusal.Invalid("labels", $"are more than {MaxLabels}"),
            SetLabels l when l.Labels.Any(x => x is not { Length: > 0 and <= MaxLabel }) =>
                Refusal.Invalid("labels", $"must each have 1 to {MaxLabel} characters"),
            ResumeAgent when now.OnlyPeople => NoAgent,
            DecideApproval d => Approving.Check(state, d, now),
            _ => null,
        };

    /// <summary>Does it. Asking for what is so already leaves no event.</summary>
    public static Draft Handle(Conversation state, ConversationCommand command, Circumstances now)
    {
        var draft = new Draft(state);
        switch (command)
        {
            case Assign c when (c.Assignee, c.Team) != (state.Assignee, state.Team):
                draft.Raise(new ConversationAssigned(c.Assignee, c.Team, c.User));
                if (c.Assignee is not null)
                    draft.TakeOver("assigned", c.User);
                break;
            case TakeOver c:
                draft.TakeOver("taken_over", c.User);
                break;
            case ResumeAgent c when state.Responder != Responder.Agent:
                draft.Raise(new ResponderChanged(Responder.Agent, "resumed", c.User));
                break;
            case Resolve c when state.Status != ConversationStatus.Resolved:
                Close(draft, c.User, now);
                break;
            case Snooze c when (state.Status, state.SnoozedUntil) != (ConversationStatus.Snoozed, c.Until):
                draft.Raise(new StatusChanged(ConversationStatus.Snoozed, c.Until, c.User));
                break;
            case AddNote c:
                draft.Raise(new NoteAdded(c.Text, c.User, now.Now));
                break;
            case DecideApproval c:
                draft.Decide(c, now);
                break;
            case SetLabels c when !c.Labels.Distinct().SequenceEqual(state.Labels):
                draft.Raise(new LabelsSet([.. c.Labels.Distinct()], c.User));
                break;
        }
        return draft.Events.Count == 0 ? draft : draft.Proceed(now);
    }

    /// <summary>A person answers from now on; a turn under way comes to nothing.</summary>
    public static Draft TakeOver(this Draft draft, string reason, string? user)
    {
        if (draft.State.Turn is { } turn)
            draft.Raise(new TurnEnded(turn.Id, TurnEnding.TakenOver));
        return draft.State.Responder == Responder.User
            ? draft
            : draft.Raise(new ResponderChanged(Responder.User, reason, user));
    }

    /// <summary>The agent falls silent until a person answers; a turn under way comes to nothing.</summary>
    public static Draft HandOver(this Draft draft, string reason)
    {
        if (draft.State.Turn is { } turn)
            draft.Raise(new TurnEnded(turn.Id, TurnEnding.TakenOver));
        return draft.Raise(new ResponderChanged(Responder.Nobody, reason, null));
    }

    // The next thing the contact says begins a new episode, which the agent may answer again.
    private static void Close(Draft draft, string user, Circumstances now)
    {
        if (draft.State.Turn is { } turn)
            draft.Raise(new TurnEnded(turn.Id, TurnEnding.TakenOver));
        draft.Raise(new StatusChanged(ConversationStatus.Resolved, null, user));
        draft.GiveBack(user, now);
    }
}
