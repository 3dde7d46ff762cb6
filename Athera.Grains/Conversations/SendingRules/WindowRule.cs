using Athera.Messages;

namespace Athera.Conversations.SendingRules;

/// <summary>
/// Free text only for so long after the contact's last word, by the provider's clock. Some channels let people, and never programs,
/// answer longer; templates may be sent at any time.
/// </summary>
internal sealed class WindowRule : ISendingRule
{
    public Fault? Forbids(Conversation state, Sendable sending, Circumstances now) =>
        !sending.Template && ClosesAt(state, sending.By, now) <= now.Now ? new Fault(Faults.WindowClosed) : null;

    /// <summary>When the window closes for somebody; <see langword="null"/> if it does not.</summary>
    public static DateTimeOffset? ClosesAt(Conversation state, AuthorKind by, Circumstances now)
    {
        if (state.WindowClosesAt is not { } closes || by != AuthorKind.User)
            return state.WindowClosesAt;
        var late = now.Terms.PersonWindow is { } window ? state.LastHeardAt + window : null;
        return late > closes ? late : closes;
    }
}
