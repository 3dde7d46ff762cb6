using Athera.Channels;

namespace Athera.Refusals;

/// <summary>What to look at, in words for whoever set the account up.</summary>
internal static class RefusalAdvice
{
    /// <summary>The advice for a refusal.</summary>
    public static string For(ExplainedRefusal refusal) => refusal.Cause switch
    {
        RefusalCauses.OtherScheme or RefusalCauses.OtherHost or RefusalCauses.OtherPath =>
            $"The secret is right, and the provider signed {refusal.SignedAddress}. Enter the webhook's address at the provider exactly as "
            + "Athera shows it, or tell Athera the one the provider has: the account's webhookUrl, or Athera:PublicUrl.",
        RefusalCauses.OtherAccountsSecret =>
            $"It was signed with the secret of your account {refusal.SignedBy}: the provider sends that account's webhooks here, or this "
            + "account was given the wrong secret.",
        RefusalCauses.SharedSecret =>
            "It was signed with the secret that accounts share: enter the shared webhook address at the provider, or give this account "
            + "that app's secret.",
        RefusalCauses.OwnSecretAtSharedAddress =>
            "It was signed with this account's own secret, but came to the address accounts share: enter this account's webhook address at "
            + "the provider.",
        RefusalCauses.BodyRewritten =>
            "The secret is right, but the body was changed on its way: a proxy or firewall writes it anew. It has to pass every byte as it came.",
        _ => refusal.Reason switch
        {
            RefusalReasons.SignatureMissing =>
                "It carries no signature: it does not come from the provider, or a proxy removes the signature's header.",
            RefusalReasons.SignatureMalformed => "What stands where the signature should be is not one: it does not come from the provider.",
            RefusalReasons.BodyNotSigned =>
                "The signature does not cover the body: the provider's webhooks carry a form, or a hash of the body in the address.",
            RefusalReasons.NoSecret => "There is no secret to check it with: set the account's.",
            RefusalReasons.AccountMismatch =>
                "It is signed, but for another account of the provider than this one: compare the account's id, number or messaging service "
                + "here and at the provider. It waits in the quarantine.",
            RefusalReasons.UnknownAccount => "It names no account that is connected here; if it is signed, it waits in the quarantine.",
            RefusalReasons.TooLarge => "Its body is larger than is taken in.",
            _ =>
                "It was signed with another secret, for another address, or its body was changed on its way. Compare the secret first: "
                + "providers give out a new one when it is renewed.",
        },
    };
}
