using Athera.Messages;

namespace Athera.Conversations.SendingRules;

/// <summary>
/// Marketing goes to who has agreed to it, and stops on all channels when that is taken back on one. What was said in this conversation
/// is in its state; what the contact's record says is asked of the database before queueing and once more right before the call.
/// </summary>
internal sealed class MarketingRule : ISendingRule
{
    public Fault? Forbids(Conversation state, Sendable sending, Circumstances now) =>
        !sending.Marketing ? null
        : state.Marketing == false ? new Fault(Faults.MarketingOptedOut)
        : now.AgreesToMarketing == false ? new Fault(Faults.MarketingNotAgreed)
        : null;
}
