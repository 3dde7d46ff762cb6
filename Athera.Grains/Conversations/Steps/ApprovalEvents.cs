using Athera.Turns.Tools;

namespace Athera.Conversations;

/// <summary>A person is asked whether a tool may run, with exactly these arguments.</summary>
/// <param name="Approval">The question.</param>
/// <param name="Turn">The turn that asks.</param>
/// <param name="Call">The call.</param>
/// <param name="Tool">The tool.</param>
/// <param name="Effect">What running it can do.</param>
/// <param name="Arguments">What it would be called with, as JSON text.</param>
/// <param name="Hash">SHA-256 of tool and arguments.</param>
/// <param name="ExpiresAt">When nobody has to decide any more.</param>
/// <param name="Definition">What the tool is, as a hash; <see langword="null"/> in questions from before that was kept.</param>
public sealed record ApprovalAsked(
    ApprovalId Approval, long Turn, string Call, string Tool, ToolEffect Effect, string Arguments, string Hash, DateTimeOffset ExpiresAt,
    string? Definition = null) : ConversationEvent;

/// <summary>The question was decided, or its time is over.</summary>
/// <param name="Approval">The question.</param>
/// <param name="Decision">How.</param>
/// <param name="User">Who decided; <see langword="null"/> when the time did.</param>
/// <param name="At">By the silo's clock.</param>
public sealed record ApprovalSettled(ApprovalId Approval, ApprovalDecision Decision, string? User, DateTimeOffset At) : ConversationEvent;

/// <summary>How a question was decided. The numbers are stored: never change or reuse one.</summary>
public enum ApprovalDecision
{
    /// <summary>It may run.</summary>
    Approved = 1,

    /// <summary>It may not.</summary>
    Refused = 2,

    /// <summary>Nobody decided in time, or a turn could not be begun in time.</summary>
    Expired = 3,
}

/// <summary>A question that is open, or whose answer the agent has not taken up yet.</summary>
/// <param name="Id">The question.</param>
/// <param name="Turn">The turn that asked.</param>
/// <param name="Call">What would run.</param>
/// <param name="Hash">SHA-256 of tool and arguments.</param>
/// <param name="ExpiresAt">When its time is over.</param>
/// <param name="Decision">How it was decided, if it was.</param>
/// <param name="User">Who decided.</param>
public sealed record PendingApproval(
    ApprovalId Id, long Turn, TurnCall Call, string Hash, DateTimeOffset ExpiresAt, ApprovalDecision? Decision = null,
    string? User = null);
