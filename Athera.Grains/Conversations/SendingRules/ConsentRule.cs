using Athera.Messages;

namespace Athera.Conversations.SendingRules;

/// <summary>Who wants nothing over this channel account gets nothing but the confirmation of that.</summary>
internal sealed class ConsentRule : ISendingRule
{
    public Fault? Forbids(Conversation state, Sendable sending, Circumstances now) =>
        state.OptedOut && sending.Notice != AutomaticNotice.StopConfirmed ? new Fault(Faults.OptedOut) : null;
}
