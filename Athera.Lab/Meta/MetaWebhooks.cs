using Athera.Lab.Wire;

namespace Athera.Lab.Meta;

/// <summary>Writes to a business as Meta would when customers write on WhatsApp.</summary>
/// <param name="client">Posts the webhooks.</param>
public sealed class MetaWebhooks(WebhookClient client)
{
    private const string UserAgent = "facebookexternalua";

    /// <summary>One signed request with these texts, in this order: one text as usual, or a batch.</summary>
    public static SignedWebhook Texts(WhatsAppAccount account, params IReadOnlyList<WhatsAppText> texts)
    {
        ArgumentNullException.ThrowIfNull(account);
        ArgumentNullException.ThrowIfNull(texts);
        ArgumentOutOfRangeException.ThrowIfZero(texts.Count);
        var only = texts.Count == 1 ? texts[0] : null;
        return Sign(account, MetaJson.Bytes(WhatsAppEnvelope.Messages(account, texts))) with
        {
            Subject = only is null ? $"batch of {texts.Count}" : "message",
            MessageId = only?.MessageId,
            Customer = only?.From ?? only?.UserId,
        };
    }

    /// <summary>One signed request with all of these, those of one field together.</summary>
    public static SignedWebhook Happenings(WhatsAppAccount account, params IReadOnlyList<WhatsAppHappening> happenings)
    {
        ArgumentNullException.ThrowIfNull(account);
        ArgumentNullException.ThrowIfNull(happenings);
        ArgumentOutOfRangeException.ThrowIfZero(happenings.Count);
        var only = happenings.Count == 1 ? happenings[0] : null;
        return Sign(account, MetaJson.Bytes(WhatsAppEnvelope.Happenings(account, happenings))) with
        {
            Subject = only is null ? $"batch of {happenings.Count}" : only.Field,
            MessageId = only?.Id,
            Customer = only?.Customer?.Number ?? only?.Customer?.UserId,
        };
    }

    /// <summary>Any body, signed for the account: for replaying a captured webhook.</summary>
    public static SignedWebhook Sign(WhatsAppAccount account, ReadOnlyMemory<byte> body)
    {
        ArgumentNullException.ThrowIfNull(account);
        return new SignedWebhook
        {
            Url = account.WebhookUrl,
            ContentType = "application/json",
            Body = body,
            Provider = Provider.Meta,
            Subject = "webhook",
            Headers = new Dictionary<string, string>
            {
                [MetaSignature.Header] = MetaSignature.Of(body.Span, account.AppSecret),
                ["User-Agent"] = UserAgent,
            },
        };
    }

    /// <summary>Posts one text once.</summary>
    public Task<WebhookOutcome> SendAsync(WhatsAppAccount account, WhatsAppText text, CancellationToken cancellation = default) =>
        client.PostAsync(Texts(account, text), RetrySchedule.Once, cancellation);

    /// <summary>Posts a webhook; with <see cref="RetrySchedule.UntilOk"/> it goes on until it was accepted, as Meta does.</summary>
    public Task<WebhookOutcome> PostAsync(
        SignedWebhook webhook, RetrySchedule schedule, CancellationToken cancellation = default) =>
        client.PostAsync(webhook, schedule, cancellation);

    internal static SignedWebhook Status(WhatsAppAccount account, GraphStatus status) =>
        Sign(account, MetaJson.Bytes(WhatsAppEnvelope.Status(account, status))) with
        {
            Subject = $"status {status.Status}",
            MessageId = status.Send.MessageId,
            Customer = status.Send.Recipient,
        };
}
