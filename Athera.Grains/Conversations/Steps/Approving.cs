using System.Security.Cryptography;
using System.Text;

namespace Athera.Conversations;

/// <summary>Lets people decide what an agent may do.</summary>
internal static class Approving
{
    private static readonly Refusal Settled = new(RefusalKind.Conflict, "approval_settled", "It was decided already, or its time is over.");
    private static readonly Refusal Changed = new(RefusalKind.Conflict, "approval_differs", "What is asked for is not what you saw.");
    private static readonly Refusal AnotherTool = new(
        RefusalKind.Conflict, CallFaults.ToolChanged,
        "The tool is not what it was when the agent asked: it was changed, removed or forbidden. Refuse it, and the agent may ask again.");

    private static readonly Refusal NotTheAgents = new(
        RefusalKind.Conflict, "agent_silent", "The agent does not answer here at present; let it answer again first.");

    /// <summary>The question about a call: the same however often it is asked, and not to be guessed without the contact's id.</summary>
    public static ApprovalId IdOf(ContactId contact, string call) =>
        new(OpaqueId.FromBytes(SHA256.HashData(Encoding.UTF8.GetBytes($"approval {contact} {call}"))));

    /// <summary>What binds a decision to what was seen.</summary>
    public static string HashOf(string tool, string arguments) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{tool}\n{arguments}")));

    /// <summary>An open question as shown.</summary>
    public static ApprovalView View(PendingApproval approval) => new()
    {
        Id = approval.Id,
        Turn = approval.Turn,
        Tool = approval.Call.Tool,
        Arguments = approval.Call.Arguments,
        Hash = approval.Hash,
        Definition = approval.Call.Definition,
        ExpiresAt = approval.ExpiresAt,
    };

    /// <summary>Why it cannot be decided so, or <see langword="null"/>.</summary>
    public static Refusal? Check(Conversation state, DecideApproval command, Circumstances now) =>
        state.Approvals.FirstOrDefault(a => a.Id == command.Approval) is not { } approval ? Refusal.NotFound
        : command.Hash is { } hash && !hash.Equals(approval.Hash, StringComparison.OrdinalIgnoreCase) ? Changed
        : approval.Decision is { } decision && decision != DecisionOf(command) ? Settled
        : approval.Decision is null && state.Responder != Responder.Agent ? NotTheAgents
        : approval.Decision is null && command.Approve && approval.Call.Definition is { } asked
            && !now.Tools.StillHolds(approval.Call.Tool, asked, now.Profile) ? AnotherTool
        : null;

    /// <summary>Decides it.</summary>
    public static void Decide(this Draft draft, DecideApproval command, Circumstances now)
    {
        if (draft.State.Approvals.Any(a => a.Id == command.Approval && a.Decision is null))
            draft.Raise(new ApprovalSettled(command.Approval, DecisionOf(command), command.User, now.Now));
    }

    /// <summary>Ends what nobody decided in time. While a turn runs it waits for its end.</summary>
    public static void Expire(Draft draft, Circumstances now)
    {
        foreach (var approval in draft.State.Approvals)
        {
            if (draft.State.Turn is not null || !now.HasCome(approval.ExpiresAt, now.Patience.Approval))
                continue;
            draft.Raise(new ApprovalSettled(approval.Id, ApprovalDecision.Expired, null, now.Now));
            if (draft.State.Responder == Responder.Agent)
                draft.Raise(new ResponderChanged(Responder.Nobody, "approval_expired", null));
        }
    }

    private static ApprovalDecision DecisionOf(DecideApproval command) =>
        command.Approve ? ApprovalDecision.Approved : ApprovalDecision.Refused;
}
