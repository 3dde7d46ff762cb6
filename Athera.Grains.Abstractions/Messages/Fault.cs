namespace Athera.Messages;

/// <summary>Why something that was asked did not happen: a stable code for programs, and the provider's own code for people.</summary>
/// <param name="Code">One of <see cref="Faults"/>.</param>
/// <param name="Detail">The provider's code, such as <c>meta:131047</c>. Never text that somebody wrote.</param>
[GenerateSerializer, Immutable, Alias("Athera.Fault")]
public sealed record Fault([property: Id(0)] string Code, [property: Id(1)] string? Detail = null);

/// <summary>The reasons a message can fail.</summary>
public static class Faults
{
    /// <summary>More than 24 hours since the contact wrote; only a template may be sent.</summary>
    public const string WindowClosed = "window_closed";

    /// <summary>The contact has opted out.</summary>
    public const string OptedOut = "opted_out";

    /// <summary>The address cannot receive: unknown, not on the channel, or a landline.</summary>
    public const string InvalidRecipient = "invalid_recipient";

    /// <summary>The address exists but the message could not be brought to it.</summary>
    public const string Undeliverable = "undeliverable";

    /// <summary>A carrier or the provider filtered it.</summary>
    public const string Filtered = "filtered";

    /// <summary>Too fast for the account or for this recipient.</summary>
    public const string RateLimited = "rate_limited";

    /// <summary>The provider refuses the account's credentials; its queue is held.</summary>
    public const string CredentialsInvalid = "credentials_invalid";

    /// <summary>The provider has restricted the account; its queue is held.</summary>
    public const string AccountRestricted = "account_restricted";

    /// <summary>The provider is down or has asked to come back later.</summary>
    public const string ProviderUnavailable = "provider_unavailable";

    /// <summary>The provider refuses what was sent; sending it again would not help.</summary>
    public const string Rejected = "rejected";

    /// <summary>The template is missing, paused, or was filled in wrongly.</summary>
    public const string TemplateInvalid = "template_invalid";

    /// <summary>The channel account is not set up to send this.</summary>
    public const string Misconfigured = "misconfigured";

    /// <summary>Given up after the last attempt.</summary>
    public const string AttemptsExhausted = "attempts_exhausted";

    /// <summary>Nobody heard whether the provider took it, and it could not be found out in time: a person has to look before sending it again.</summary>
    public const string OutcomeUnknown = "outcome_unknown";

    /// <summary>The channel account was removed.</summary>
    public const string AccountRemoved = "account_removed";

    /// <summary>The contact does not want marketing; answers to what it asks go on.</summary>
    public const string MarketingOptedOut = "marketing_opted_out";

    /// <summary>Marketing needs the contact's word that it wants it, and there is none.</summary>
    public const string MarketingNotAgreed = "marketing_not_agreed";

    /// <summary>The account has no such template in this language, as far as it was last synced.</summary>
    public const string TemplateUnknown = "template_unknown";

    /// <summary>The provider has not approved the template, or has taken it back.</summary>
    public const string TemplateNotApproved = "template_not_approved";

    /// <summary>The provider has paused the template for its quality; it comes back by itself.</summary>
    public const string TemplatePaused = "template_paused";

    /// <summary>The channel has no such thing.</summary>
    public const string NotCarried = "not_carried";

    /// <summary>As many messages of the conversation wait to be sent as may.</summary>
    public const string OutboxFull = "outbox_full";

    /// <summary>It waited so long to be sent that it would surprise whoever gets it.</summary>
    public const string Expired = "expired";

    /// <summary>
    /// Whether a send that failed for this reason says that every other send of the account would: its queue is then held, and
    /// a person is told, instead of every message being tried in turn.
    /// </summary>
    public static bool HoldsQueue(string code) => code is CredentialsInvalid or AccountRestricted;
}
