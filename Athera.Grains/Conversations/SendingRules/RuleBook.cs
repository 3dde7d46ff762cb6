using Athera.Messages;

namespace Athera.Conversations.SendingRules;

/// <summary>All rules, in the order in which they are told to people: what cannot be changed first.</summary>
internal static class RuleBook
{
    private static readonly ISendingRule[] Rules =
        [new ConsentRule(), new CarriedRule(), new MarketingRule(), new WindowRule(), new ExpiryRule()];

    /// <summary>Why something may not be sent, or <see langword="null"/>.</summary>
    public static Fault? Forbids(Conversation state, Sendable sending, Circumstances now)
    {
        foreach (var rule in Rules)
        {
            if (rule.Forbids(state, sending, now) is { } fault)
                return fault;
        }
        return null;
    }

    /// <summary>The same for people who asked to send it.</summary>
    public static Refusal? Check(Conversation state, Sendable sending, Circumstances now) =>
        Forbids(state, sending, now) is { } fault ? new Refusal(RefusalKind.Conflict, fault.Code, Explain(fault.Code, now)) : null;

    /// <summary>A reason in words.</summary>
    public static string Explain(string code, Circumstances now) => code switch
    {
        Faults.OptedOut => "The contact does not want to be written to here.",
        Faults.MarketingOptedOut => "The contact does not want marketing.",
        Faults.MarketingNotAgreed => "The contact has not agreed to marketing.",
        Faults.WindowClosed when now.Terms.HasTemplates => "The contact wrote too long ago: only a template may be sent.",
        Faults.WindowClosed => "The contact wrote too long ago: nothing may be sent until it writes again.",
        Faults.NotCarried => "The channel has no such thing.",
        Faults.OutboxFull => "Too many messages of this conversation wait to be sent.",
        _ => "It cannot be sent.",
    };
}
