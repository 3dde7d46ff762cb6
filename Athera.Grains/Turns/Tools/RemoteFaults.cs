using Athera.Conversations;

namespace Athera.Turns.Tools;

/// <summary>Why a call to a tenant's service came to nothing. Stable names.</summary>
public static class RemoteFaults
{
    /// <summary>Its address leads to no public host.</summary>
    public const string AddressRefused = "address_refused";

    /// <summary>It could not be reached.</summary>
    public const string Unreachable = "unreachable";

    /// <summary>It took too long.</summary>
    public const string TimedOut = "timed_out";

    /// <summary>It refused the call.</summary>
    public const string Refused = "service_refused";

    /// <summary>It failed.</summary>
    public const string Failed = "service_failed";

    /// <summary>It sent the call elsewhere; nothing is followed.</summary>
    public const string Redirected = "redirect_refused";

    /// <summary>Its answer is no text.</summary>
    public const string NotText = "answer_not_text";

    /// <summary>Its answer is larger than is taken.</summary>
    public const string TooLarge = "answer_too_large";

    /// <summary>Its answer is not what its protocol says.</summary>
    public const string Unreadable = "answer_unreadable";

    /// <summary>The tool says itself that it failed.</summary>
    public const string ToolError = "tool_error";

    /// <summary>An outcome with a fault, in words a model understands.</summary>
    public static ToolOutcome Outcome(string fault) => ToolOutcome.Failed(fault, Explain(fault));

    /// <summary>
    /// What is known when the call may have arrived: nothing was lost if it only reads; of anything else nobody can say whether it had
    /// its effect, so a person is to look.
    /// </summary>
    public static ToolOutcome Lost(ToolEffect effect, string fault) => effect == ToolEffect.Reads
        ? Outcome(fault)
        : ToolOutcome.Failed(CallFaults.OutcomeUnknown, CallFaults.Explain(CallFaults.OutcomeUnknown, null));

    private static string Explain(string fault) => fault switch
    {
        AddressRefused => "The service's address may not be called.",
        Unreachable => "The service could not be reached.",
        TimedOut => "The service took too long to answer.",
        Refused => "The service refused the request.",
        Failed => "The service failed.",
        Redirected => "The service sent the request elsewhere, which is not followed.",
        NotText => "The service's answer is no text.",
        TooLarge => "The service's answer is too large.",
        Unreadable => "The service's answer could not be read.",
        _ => "It did not work.",
    };
}
