using System.Security.Cryptography;
using System.Text;

namespace Athera.Channels;

/// <summary>
/// What of the webhooks to one channel account was refused, so that a wrong address, secret or sender is found in a minute. Of what
/// they carried nothing is kept. Key: tenant and <see cref="RefusalKey"/>.
/// </summary>
[Alias("Athera.IRefusalsGrain")]
public interface IRefusalsGrain : IGrainWithStringKey
{
    /// <summary>Everything counted so far.</summary>
    [Alias("Get")]
    Task<RefusalsView> Get();

    /// <summary>Adds what a silo has counted; silos do so now and then, not for each webhook.</summary>
    [Alias("Add")]
    Task<Result<Done>> Add(CountedRefusals counted);

    /// <summary>The account was removed: nothing counted is shown any more, and nothing more is counted.</summary>
    [Alias("Forget")]
    Task<Result<Done>> Forget();
}

/// <summary>Names an account's refusals.</summary>
public static class RefusalKey
{
    /// <summary>Of the addresses that accounts share, where nothing says whose a webhook is.</summary>
    public static OpaqueId Shared { get; } = Of("shared");

    /// <summary>Of one account.</summary>
    public static OpaqueId Of(ChannelAccountId account) => Of(account.ToString());

    private static OpaqueId Of(string name) => OpaqueId.FromBytes(SHA256.HashData(Encoding.ASCII.GetBytes($"athera-refusals|{name}")));
}

/// <summary>What a silo counted since it last told.</summary>
/// <param name="Counts">How many, by reason.</param>
/// <param name="Last">The last one that was looked into, if any was.</param>
[GenerateSerializer, Immutable, Alias("Athera.CountedRefusals")]
public sealed record CountedRefusals(
    [property: Id(0)] IReadOnlyList<RefusalCount> Counts, [property: Id(1)] ExplainedRefusal? Last);

/// <summary>How many were refused for a reason.</summary>
/// <param name="Reason">One of <see cref="RefusalReasons"/>.</param>
/// <param name="Count">How many.</param>
/// <param name="LastAt">When the last.</param>
[GenerateSerializer, Immutable, Alias("Athera.RefusalCount")]
public sealed record RefusalCount(
    [property: Id(0)] string Reason, [property: Id(1)] long Count, [property: Id(2)] DateTimeOffset LastAt);

/// <summary>A refused webhook that was looked into: a few of many are.</summary>
[GenerateSerializer, Immutable, Alias("Athera.ExplainedRefusal")]
public sealed record ExplainedRefusal
{
    /// <summary>One of <see cref="RefusalReasons"/>.</summary>
    [Id(0)] public required string Reason { get; init; }

    /// <summary>When.</summary>
    [Id(1)] public required DateTimeOffset At { get; init; }

    /// <summary>Of providers that sign the address: the addresses it was checked against, without their queries.</summary>
    [Id(2)] public IReadOnlyList<string> Addresses { get; init; } = [];

    /// <summary>The secrets that were tried.</summary>
    [Id(3)] public IReadOnlyList<TriedSecret> Secrets { get; init; } = [];

    /// <summary>One of <see cref="RefusalCauses"/>, when the signature itself proves it.</summary>
    [Id(4)] public string? Cause { get; init; }

    /// <summary>The address the provider signed, when the signature proves it.</summary>
    [Id(5)] public string? SignedAddress { get; init; }

    /// <summary>The account of this tenant whose secret signed it, when the signature proves it.</summary>
    [Id(6)] public ChannelAccountId? SignedBy { get; init; }

    /// <summary>What to look at, for people.</summary>
    [Id(7)] public required string Advice { get; init; }
}

/// <summary>A secret that a signature was checked with.</summary>
/// <param name="Name">Which: the name of the account's setting, or <c>shared</c> and that name.</param>
/// <param name="Fingerprint">
/// Eight hexadecimal digits of a keyed hash: the same secret has the same, and it says nothing about the secret to anybody without
/// Athera's root key.
/// </param>
[GenerateSerializer, Immutable, Alias("Athera.TriedSecret")]
public sealed record TriedSecret([property: Id(0)] string Name, [property: Id(1)] string Fingerprint);

/// <summary>What was refused, as shown to the tenant.</summary>
/// <param name="Counts">By reason, the newest first.</param>
/// <param name="Last">The last one that was looked into.</param>
[GenerateSerializer, Immutable, Alias("Athera.RefusalsView")]
public sealed record RefusalsView(
    [property: Id(0)] IReadOnlyList<RefusalCount> Counts, [property: Id(1)] ExplainedRefusal? Last);

/// <summary>The last refusal in short.</summary>
/// <param name="At">When.</param>
/// <param name="Reason">One of <see cref="RefusalReasons"/>.</param>
/// <param name="Advice">What to look at, for people.</param>
[GenerateSerializer, Immutable, Alias("Athera.LastRefusal")]
public sealed record LastRefusal(
    [property: Id(0)] DateTimeOffset At, [property: Id(1)] string Reason, [property: Id(2)] string Advice);

/// <summary>Why webhooks are refused or set aside. The names are stored: never change or reuse one.</summary>
public static class RefusalReasons
{
    /// <summary>There is no signature.</summary>
    public const string SignatureMissing = "signature_missing";

    /// <summary>What stands where the signature should has not its form.</summary>
    public const string SignatureMalformed = "signature_malformed";

    /// <summary>The signature does not cover the body.</summary>
    public const string BodyNotSigned = "body_not_signed";

    /// <summary>The signature is another's: another secret, another address or another body.</summary>
    public const string WrongSignature = "wrong_signature";

    /// <summary>The account has no secret to check with.</summary>
    public const string NoSecret = "no_secret";

    /// <summary>It names no connected account; set aside, not refused, where the signature is good.</summary>
    public const string UnknownAccount = "unknown_account";

    /// <summary>It is signed, and for another account than the one whose address it came to; set aside.</summary>
    public const string AccountMismatch = "account_mismatch";

    /// <summary>The body is larger than is taken in.</summary>
    public const string TooLarge = "too_large";
}

/// <summary>What a signature proved about its refusal. The names are stored: never change or reuse one.</summary>
public static class RefusalCauses
{
    /// <summary>It was signed for the same address with <c>http</c> for <c>https</c>, or the other way round.</summary>
    public const string OtherScheme = "other_scheme";

    /// <summary>It was signed for the same path at another host or port.</summary>
    public const string OtherHost = "other_host";

    /// <summary>It was signed for another path.</summary>
    public const string OtherPath = "other_path";

    /// <summary>It was signed with the secret of another account of the tenant.</summary>
    public const string OtherAccountsSecret = "other_accounts_secret";

    /// <summary>It was signed with the secret that accounts share, and came to an account's own address.</summary>
    public const string SharedSecret = "shared_secret";

    /// <summary>It was signed with an account's own secret, and came to the address that accounts share.</summary>
    public const string OwnSecretAtSharedAddress = "own_secret_at_shared_address";

    /// <summary>The body was written anew on its way; the signature is right for the form it had.</summary>
    public const string BodyRewritten = "body_rewritten";
}
