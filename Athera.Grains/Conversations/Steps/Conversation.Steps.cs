using System.Collections.Immutable;
using Athera.Messages;

namespace Athera.Conversations;

// What an agent's turns leave in the state: their steps while they run, and what they wait for or owe afterwards.
public sealed partial record Conversation
{
    /// <summary>Questions to people that may be open at once.</summary>
    public const int MaxApprovals = 8;

    /// <summary>Calls of ended turns that may still be running; of more than that the oldest are forgotten.</summary>
    public const int MaxLoose = 16;

    /// <summary>What the agent waits to be let do, oldest first.</summary>
    public ImmutableArray<PendingApproval> Approvals { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>When the agent writes again by itself, if nothing happens until then.</summary>
    public FollowUpScheduled? FollowUp { get; init; }

    /// <summary>Calls of ended turns nobody has heard of since.</summary>
    public ImmutableArray<LooseCall> Loose { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>The turns begun within an hour.</summary>
    public TurnTally? Tally { get; init; }

    /// <summary>Whether the contact is a machine, as far as can be seen.</summary>
    public Suspicion Suspicion { get; init => field = value ?? Suspicion.None; } = Suspicion.None;

    // When a turn has to be begun, given that none is under way.
    private DateTimeOffset? TurnDueAt
    {
        get
        {
            var due = Unanswered.IsEmpty ? null : AnswerAt;
            due = Earlier(due, FollowUp?.At);
            return Approvals.Aggregate(due, (at, approval) => Earlier(at, approval.ExpiresAt));
        }
    }

    private DateTimeOffset? LooseDueAt => Loose.IsEmpty ? null : Loose.Min(l => l.GiveUpAt);

    private Conversation Step(ConversationEvent? @event) => @event switch
    {
        TurnStarted e => Begun(e),
        TurnResumed e when Turn?.Id == e.Turn => this with { Turn = Turn with { Deadline = e.Deadline, Try = e.Try, Silo = e.Silo } },
        ModelAnswered e when Turn?.Id == e.Turn => this with { Turn = Turn.Answered(e) },
        ToolIntended e when Turn?.Id == e.Turn => this with
        {
            Turn = Turn.With(e.Call, c => c with { IntendedAt = e.At, Effect = e.Effect }),
        },
        ToolSettled e => Settled(e),
        ApprovalAsked e => Asked(e),
        ApprovalSettled { Decision: ApprovalDecision.Expired } e => this with { Approvals = Approvals.RemoveAll(a => a.Id == e.Approval) },
        ApprovalSettled e => this with
        {
            Approvals = [.. Approvals.Select(a => a.Id == e.Approval ? a with { Decision = e.Decision, User = e.User } : a)],
        },
        FollowUpScheduled e => this with { FollowUp = e },
        MachineNoticed => this with { Suspicion = Suspicion.Noticed() },
        MessageReceived or MessageEchoed or StatusChanged { Status: ConversationStatus.Resolved } => this with { FollowUp = null },
        MessageQueued { Author.Kind: AuthorKind.User } => this with { FollowUp = null },
        ResponderChanged e => this with
        {
            FollowUp = e.Responder == Responder.Agent ? FollowUp : null,
            Suspicion = Suspicion.None,
        },
        _ => this,
    };

    private Conversation Begun(TurnStarted e)
    {
        var begun = e.At is { } at ? this with { Tally = TurnTally.After(Tally, at) } : this;
        if (e.Given is not { } given || Turn is null)
            return begun;
        return begun with
        {
            Turn = Turn with { Steps = [new TurnStep { Calls = [given.Call] }] },
            Approvals = given.Approval is { } approval ? Approvals.RemoveAll(a => a.Id == approval) : Approvals,
            FollowUp = given.Approval is null ? null : FollowUp,
        };
    }

    private Conversation Settled(ToolSettled e)
    {
        if (Turn?.Id == e.Turn)
        {
            return this with
            {
                Turn = Turn.With(e.Call, c => c with { Outcome = e.Text, Fault = e.Fault }) with
                {
                    HandOver = e.HandOver ?? Turn.HandOver,
                    Resolves = e.Resolves || Turn.Resolves,
                },
            };
        }
        return this with { Loose = Loose.RemoveAll(l => l.Turn == e.Turn && l.Call.Id == e.Call) };
    }

    private Conversation Asked(ApprovalAsked e)
    {
        if (Turn?.Id != e.Turn || Turn.Calls.FirstOrDefault(c => c.Id == e.Call) is not { } call)
            return this;
        var asked = call with { Effect = e.Effect, Asked = true, Definition = e.Definition };
        return this with
        {
            Turn = Turn.With(e.Call, _ => asked with
            {
                Outcome = CallFaults.Explain(CallFaults.Asked, null),
                Fault = CallFaults.Asked,
            }),
            Approvals = Approvals.Add(new PendingApproval(e.Approval, e.Turn, asked, e.Hash, e.ExpiresAt)),
        };
    }

    // What was begun goes on by itself, and what it comes to is recorded still.
    private ImmutableArray<LooseCall> LetLoose(RunningTurn? turn) => turn is null or { Steps.IsEmpty: true } ? Loose :
    [
        .. Loose.Concat(turn.Pending.Select(c => new LooseCall(turn.Id, c, turn.Deadline, turn.Silo))).TakeLast(MaxLoose),
    ];
}

/// <summary>A call whose turn ended before anybody heard what it came to.</summary>
/// <param name="Turn">Its turn.</param>
/// <param name="Call">The call.</param>
/// <param name="GiveUpAt">When nothing will be heard of it any more.</param>
/// <param name="Silo">The silo that runs it.</param>
public sealed record LooseCall(long Turn, TurnCall Call, DateTimeOffset GiveUpAt, OpaqueId Silo);

/// <summary>Turns begun within an hour, counted from the first of them.</summary>
/// <param name="Since">When the hour began.</param>
/// <param name="Count">Turns since.</param>
public sealed record TurnTally(DateTimeOffset Since, int Count)
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    /// <summary>With one more turn. An hour that seems to begin later than now was begun by a clock that stood wrong.</summary>
    public static TurnTally After(TurnTally? tally, DateTimeOffset at) =>
        tally is null || tally.IsOver(at) ? new TurnTally(at, 1) : tally with { Count = tally.Count + 1 };

    /// <summary>Whether the hour is over.</summary>
    public bool IsOver(DateTimeOffset at) => at >= Since + Hour || at < Since - Hour;
}
