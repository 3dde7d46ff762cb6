using Athera.Lab.Wire;

namespace Athera.Lab.Meta.Direct;

/// <summary>Writes to a business as Meta would when customers write on Instagram or Messenger.</summary>
/// <param name="client">Posts the webhooks.</param>
public sealed class DirectWebhooks(WebhookClient client)
{
    /// <summary>One signed request with these texts, in this order.</summary>
    public static SignedWebhook Texts(DirectAccount account, params IReadOnlyList<DirectText> texts)
    {
        ArgumentNullException.ThrowIfNull(account);
        ArgumentNullException.ThrowIfNull(texts);
        ArgumentOutOfRangeException.ThrowIfZero(texts.Count);
        var only = texts.Count == 1 ? texts[0] : null;
        return Sign(account, MetaJson.Bytes(DirectEnvelope.Messages(account, texts))) with
        {
            Subject = only is null ? $"batch of {texts.Count}" : "message",
            MessageId = only?.MessageId,
            Customer = only?.From,
        };
    }

    /// <summary>Any body, signed for the account: for replaying a captured webhook.</summary>
    public static SignedWebhook Sign(DirectAccount account, ReadOnlyMemory<byte> body)
    {
        ArgumentNullException.ThrowIfNull(account);
        return MetaWebhooks.Sign(account.WebhookUrl, account.AppSecret, body);
    }

    /// <summary>Posts one text once.</summary>
    public Task<WebhookOutcome> SendAsync(DirectAccount account, DirectText text, CancellationToken cancellation = default) =>
        PostAsync(Texts(account, text), RetrySchedule.Once, cancellation);

    /// <summary>Posts a webhook; with <see cref="RetrySchedule.UntilOk"/> it goes on until it was accepted, as Meta does.</summary>
    public Task<WebhookOutcome> PostAsync(SignedWebhook webhook, RetrySchedule schedule, CancellationToken cancellation = default) =>
        client.PostAsync(webhook, schedule, cancellation);

    internal static SignedWebhook Of(DirectAccount account, DirectEvent happened) =>
        Sign(account, MetaJson.Bytes(DirectEnvelope.Of(account, happened))) with
        {
            Subject = happened.What,
            MessageId = happened.Send.MessageId,
            Customer = happened.Send.Recipient,
        };
}
