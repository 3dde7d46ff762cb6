namespace Athera.Conversations;

/// <summary>Why a call a model asked for does not run, or came to nothing. Stable names.</summary>
public static class CallFaults
{
    /// <summary>There is no such tool for this agent.</summary>
    public const string UnknownTool = "unknown_tool";

    /// <summary>The arguments are not what the tool takes.</summary>
    public const string BadArguments = "bad_arguments";

    /// <summary>More calls at once than are taken.</summary>
    public const string TooMany = "too_many_calls";

    /// <summary>The same call with the same arguments was made in this turn already, and again.</summary>
    public const string Repeated = "repeated_call";

    /// <summary>The turn is a follow-up itself, and one after the other would go on for ever.</summary>
    public const string FollowedUp = "followed_up";

    /// <summary>A person is asked first.</summary>
    public const string Asked = "approval_asked";

    /// <summary>A person did not allow it.</summary>
    public const string Refused = "approval_refused";

    /// <summary>A person allowed it, and the tool is not what it was then: it was changed, removed or forbidden.</summary>
    public const string ToolChanged = "tool_changed";

    /// <summary>The turn was stopped before it ran.</summary>
    public const string Stopped = "stopped";

    /// <summary>It may or may not have had an effect.</summary>
    public const string OutcomeUnknown = "outcome_unknown";

    /// <summary>It failed without an effect.</summary>
    public const string Failed = "tool_failed";

    /// <summary>What a model is told.</summary>
    public static string Explain(string fault, string? problem) => fault switch
    {
        UnknownTool => "There is no such tool.",
        BadArguments => $"The arguments are wrong: {problem ?? "they are not valid JSON, or too long"}.",
        TooMany => "Too many calls at once; this one was not made.",
        Repeated => "This was done already, with the result above. It is not done again.",
        FollowedUp => "This is the follow-up. There is no other before the customer has answered.",
        Asked => "Not done yet: a colleague has been asked to allow it, and the customer will hear when it is done. Do not say that it is done.",
        Refused => "Not done: a colleague did not allow it.",
        ToolChanged => "Not done: a colleague allowed it, but the tool has been changed since. It can be asked for again.",
        Stopped => "Not done: the turn was stopped.",
        OutcomeUnknown => "It is not known whether this was done.",
        _ => "It did not work.",
    };
}
