namespace Athera.Conversations;

/// <summary>What a turn begins with instead of messages: a call an earlier turn wanted, whose time has come.</summary>
/// <param name="Call">The call; pending if it is to run now.</param>
/// <param name="Approval">The question that let it run or not; <see langword="null"/> for a follow-up.</param>
/// <param name="User">Who decided that.</param>
public sealed record GivenCall(TurnCall Call, ApprovalId? Approval = null, string? User = null)
{
    /// <summary>The same, not to run any more.</summary>
    public GivenCall Stopped() => Call.Outcome is not null ? this : this with
    {
        Call = Call with { Outcome = CallFaults.Explain(CallFaults.Stopped, null), Fault = CallFaults.Stopped },
    };
}
