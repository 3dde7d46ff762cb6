using Athera.Messages;

namespace Athera.Conversations.SendingRules;

/// <summary>No template where the channel has none.</summary>
internal sealed class CarriedRule : ISendingRule
{
    public Fault? Forbids(Conversation state, Sendable sending, Circumstances now) =>
        sending.Template && !now.Terms.HasTemplates ? new Fault(Faults.NotCarried) : null;
}
