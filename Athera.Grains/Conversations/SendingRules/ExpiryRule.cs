using Athera.Messages;

namespace Athera.Conversations.SendingRules;

/// <summary>
/// What waited for longer than <see cref="Patience.Outbox"/>, while its account was held or its provider down, is not sent any more:
/// it answers what nobody remembers having asked.
/// </summary>
internal sealed class ExpiryRule : ISendingRule
{
    public Fault? Forbids(Conversation state, Sendable sending, Circumstances now) =>
        sending.QueuedAt is { } since && since + now.Patience.Outbox <= now.Now ? new Fault(Faults.Expired) : null;
}
