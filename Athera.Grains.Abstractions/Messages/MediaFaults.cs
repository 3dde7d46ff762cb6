namespace Athera.Messages;

/// <summary>The reasons a file cannot be had or sent. Programs rely on them: never change or reuse one.</summary>
public static class MediaFaults
{
    /// <summary>The provider keeps it no longer.</summary>
    public const string Expired = "media_expired";

    /// <summary>It is larger than its kind may be.</summary>
    public const string TooLarge = "media_too_large";

    /// <summary>What its bytes are is not what its kind may be.</summary>
    public const string TypeRefused = "media_type_refused";

    /// <summary>What came is not what the provider said: another checksum, or cut off.</summary>
    public const string Damaged = "media_damaged";

    /// <summary>The provider, or the place it names, did not give it out until it was too late.</summary>
    public const string Unreachable = "media_unreachable";

    /// <summary>The provider names a place that Athera does not go to: another protocol, an unknown host, a private network.</summary>
    public const string AddressRefused = "media_address_refused";

    /// <summary>The provider refuses the account's credentials.</summary>
    public const string CredentialsInvalid = Faults.CredentialsInvalid;

    /// <summary>The channel gives out no files, or says too little to ask for this one.</summary>
    public const string NotOffered = "media_not_offered";

    /// <summary>The account was removed before it was fetched.</summary>
    public const string AccountRemoved = Faults.AccountRemoved;

    /// <summary>So many files of the conversation wait that this one was not taken on; it may be tried again.</summary>
    public const string Backlog = "media_backlog";
}
