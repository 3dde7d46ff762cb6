using Athera.Channels;

namespace Athera.Refusals;

/// <summary>What becomes of a webhook that is refused or set aside: it is counted, and of a few it is found out why.</summary>
public sealed class RefusedWebhooks(RefusalLedger ledger, RefusalDiagnosis diagnosis)
{
    /// <summary>A webhook that is not proven. Nothing of it is kept.</summary>
    public async Task NoteAsync(IWebhookProtocol protocol, WebhookRequest request, ProofContext context, ConnectedAccount? account)
    {
        var reason = context.Secrets.Count == 0 ? RefusalReasons.NoSecret : protocol.Explain(request, context).Reason;
        if (!ledger.Count(account, reason))
            return;
        if (account is not null)
        {
            ledger.Explained(account, await diagnosis.ExplainAsync(protocol, request, context, account));
            return;
        }
        var (owner, refusal) = await diagnosis.ExplainSharedAsync(protocol, request, context);
        if (owner is not null)
            ledger.Count(owner, refusal.Reason);
        ledger.Explained(owner, refusal);
    }

    /// <summary>One about which there is nothing to find out.</summary>
    public void Note(ConnectedAccount? account, string reason)
    {
        if (ledger.Count(account, reason))
            ledger.Explained(account, diagnosis.Plain(reason));
    }
}
