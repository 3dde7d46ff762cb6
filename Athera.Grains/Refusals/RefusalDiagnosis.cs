using Athera.Channels;
using Athera.Journal;
using Athera.Keys;
using Athera.Sourcing;

namespace Athera.Refusals;

/// <summary>
/// Looks into a refused webhook: which address and secret it was checked with, and whether the signature itself tells what is wrong.
/// Called for a few of many, since it costs more than refusing.
/// </summary>
public sealed class RefusalDiagnosis(
    ChannelCatalog catalog, ChannelAccountDirectory accounts, SnapshotReader reader, RootKey root, TimeProvider clock)
{
    /// <summary>Other accounts of the tenant whose secrets are tried.</summary>
    private const int MaxOthers = 50;

    /// <summary>Accounts looked at that an unproven body names.</summary>
    private const int MaxNamed = 5;

    /// <summary>Guesses tried.</summary>
    private const int MaxGuesses = 40;

    /// <summary>Explains a webhook that came to an account's own address.</summary>
    public async Task<ExplainedRefusal> ExplainAsync(
        IWebhookProtocol protocol, WebhookRequest request, ProofContext context, ConnectedAccount account)
    {
        var failure = protocol.Explain(request, context);
        var refusal = Begin(failure, context, protocol.SecretField);
        if (context.Secrets.Count == 0)
            return Advised(refusal with { Reason = RefusalReasons.NoSecret });
        if (failure.Reason != RefusalReasons.WrongSignature)
            return Advised(refusal);
        if (failure.Guesses.Take(MaxGuesses).FirstOrDefault(guess => protocol.Proves(guess.Request, guess.Context)) is { } right)
            return Advised(refusal with { Cause = right.Cause, SignedAddress = right.Address });
        if (protocol.SharedSecrets.Count > 0 && protocol.Proves(request, context with { Secrets = protocol.SharedSecrets }))
            return Advised(refusal with { Cause = RefusalCauses.SharedSecret });
        return Advised(await SignerAsync(protocol, request, context, account) is { } signer
            ? refusal with { Cause = RefusalCauses.OtherAccountsSecret, SignedBy = signer }
            : refusal);
    }

    /// <summary>
    /// Explains a webhook that came to the address accounts share. When the own secret of an account it names signed it, it is that
    /// account's, and is given with it.
    /// </summary>
    public async Task<(ConnectedAccount? Account, ExplainedRefusal Refusal)> ExplainSharedAsync(
        IWebhookProtocol protocol, WebhookRequest request, ProofContext context)
    {
        var failure = protocol.Explain(request, context);
        var refusal = Begin(failure, context, $"shared {protocol.SecretField}");
        if (failure.Reason == RefusalReasons.WrongSignature)
        {
            foreach (var name in protocol.Read(request).Elements.Select(e => e.ProviderAccountId).OfType<string>().Distinct().Take(MaxNamed))
            {
                if (await accounts.FindByProviderAsync(name) is { } account && account.Channel.Provider == protocol.Provider
                    && SecretOf(protocol, account.Settings) is { } secret && protocol.Proves(request, context with { Secrets = [secret] }))
                    return (account, Advised(refusal with { Cause = RefusalCauses.OwnSecretAtSharedAddress, SignedBy = account.Id }));
            }
        }
        return (null, Advised(context.Secrets.Count == 0 ? refusal with { Reason = RefusalReasons.NoSecret } : refusal));
    }

    /// <summary>A refusal about which there is nothing to find out.</summary>
    public ExplainedRefusal Plain(string reason) => Advised(new ExplainedRefusal { Reason = reason, At = clock.GetUtcNow(), Advice = "" });

    private ExplainedRefusal Begin(ProofFailure failure, ProofContext context, string secretName) => new()
    {
        Reason = failure.Reason,
        At = clock.GetUtcNow(),
        Addresses = failure.Addresses,
        Secrets = [.. context.Secrets.Select(secret => new TriedSecret(secretName, Fingerprint(secret)))],
        Advice = "",
    };

    private static ExplainedRefusal Advised(ExplainedRefusal refusal) => refusal with { Advice = RefusalAdvice.For(refusal) };

    private async Task<ChannelAccountId?> SignerAsync(
        IWebhookProtocol protocol, WebhookRequest request, ProofContext context, ConnectedAccount account)
    {
        var others = await reader.ListAsync(
            account.Tenant, StreamCategory.ChannelAccount, null, MaxOthers,
            (id, payload) => new Other(new ChannelAccountId(id), ChannelAccountForm.Read(payload)), CancellationToken.None);
        foreach (var other in others.Items)
        {
            if (other.Id != account.Id && catalog.FindChannel(other.Account.Kind)?.Provider == protocol.Provider
                && SecretOf(protocol, new ChannelSettings(other.Account.Settings)) is { } secret
                && protocol.Proves(request, context with { Secrets = [secret] }))
                return other.Id;
        }
        return null;
    }

    private static string? SecretOf(IWebhookProtocol protocol, ChannelSettings settings) =>
        settings[protocol.SecretField] is { Length: > 0 } secret ? secret : null;

    // Keyed with what only the silos have: the digits tell secrets apart, and cannot be used to try secrets out.
    private string Fingerprint(string secret)
    {
        Span<byte> hash = stackalloc byte[TokenKey.SignatureSize];
        root.Fingerprints.Sign(System.Text.Encoding.UTF8.GetBytes(secret), hash);
        return Convert.ToHexStringLower(hash[..4]);
    }

    private sealed record Other(ChannelAccountId Id, ChannelAccount Account);
}
