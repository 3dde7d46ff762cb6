using Athera.Messages;

namespace Athera.Conversations.SendingRules;

/// <summary>
/// One thing that has to be so before anything is sent, whoever sends it: person, agent, program or Athera itself. It is asked before a
/// message is queued and again right before each attempt, since time passes in the outbox.
/// </summary>
internal interface ISendingRule
{
    /// <summary>Why this may not be sent, or <see langword="null"/>.</summary>
    /// <param name="state">The conversation.</param>
    /// <param name="sending">What is to be sent.</param>
    /// <param name="now">The circumstances.</param>
    Fault? Forbids(Conversation state, Sendable sending, Circumstances now);
}

/// <summary>Something to be sent, as far as rules ask.</summary>
/// <param name="By">Who sends it.</param>
/// <param name="Template">It is a template.</param>
/// <param name="Marketing">It is a template that is marketing.</param>
/// <param name="Notice">What Athera says by itself about consent.</param>
/// <param name="QueuedAt">Since when it waits; <see langword="null"/> before it is queued.</param>
internal sealed record Sendable(
    AuthorKind By, bool Template = false, bool Marketing = false, AutomaticNotice? Notice = null, DateTimeOffset? QueuedAt = null)
{
    /// <summary>Something in the outbox.</summary>
    public static Sendable Of(Outgoing outgoing) => new(
        outgoing.By, outgoing.Content.Template is not null, outgoing.Content.Template?.IsMarketing ?? false, outgoing.Notice,
        outgoing.QueuedAt == default ? null : outgoing.QueuedAt);
}
