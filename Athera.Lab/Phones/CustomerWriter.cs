using Athera.Lab.Meta;
using Athera.Lab.Twilio;
using Athera.Lab.Wire;

namespace Athera.Lab.Phones;

/// <summary>
/// Writes to the business as a customer: a signed webhook over a real socket to the product's front door, repeated by the
/// provider's own rules.
/// </summary>
internal sealed class CustomerWriter(
    PhoneBook phones, Background background, MetaWebhooks meta, FakeTwilio heard, TwilioWebhooks twilio, TimeProvider time,
    Func<WhatsAppAccount?> whatsAppAccount, Func<TwilioAccount?> twilioAccount)
{
    public bool CanWriteWhatsApp => whatsAppAccount() is not null;

    public bool CanWriteSms => twilioAccount() is not null;

    /// <summary>Sends the text on its way; its id, or null when the channel is not connected or too much is under way.</summary>
    public string? Write(PhoneView phone, PhoneChannel channel, string text, int copies)
    {
        if (channel is PhoneChannel.WhatsApp)
            return whatsAppAccount() is { } account ? WriteWhatsApp(account, phone, text, copies) : null;
        return twilioAccount() is { } number ? WriteSms(number, phone, text, copies) : null;
    }

    private string? WriteWhatsApp(WhatsAppAccount account, PhoneView phone, string text, int copies)
    {
        var written = new WhatsAppText
        {
            From = phone.Number.TrimStart('+'), Name = phone.Name, Text = text, At = time.GetUtcNow(),
        };
        var webhook = MetaWebhooks.Texts(account, written);
        PutMine(phone, written.MessageId, PhoneChannel.WhatsApp, text);
        return Post(webhook, copies, cancellation => meta.PostAsync(webhook, RetrySchedule.UntilOk, cancellation), phone);
    }

    private string? WriteSms(TwilioAccount account, PhoneView phone, string text, int copies)
    {
        var channel = PhoneAddress.ChannelOf(account.Number);
        var from = channel is PhoneChannel.WhatsApp ? $"whatsapp:{phone.Number}" : phone.Number;
        var written = new TwilioText { From = from, Text = text, ProfileName = phone.Name };
        var webhook = TwilioWebhooks.Text(account, written);
        heard.Hear(account, written);
        PutMine(phone, written.MessageSid, PhoneChannel.Sms, text);
        return Post(webhook, copies, cancellation => twilio.PostAsync(webhook, RetrySchedule.TwilioInbound, cancellation), phone);
    }

    private string? Post(
        SignedWebhook webhook, int copies, Func<CancellationToken, Task<WebhookOutcome>> post, PhoneView phone)
    {
        var id = webhook.MessageId!;
        var isStarted = background.TryRun(async cancellation =>
        {
            var outcomes = await Task.WhenAll(Enumerable.Range(0, copies).Select(_ => post(cancellation)));
            var outcome = outcomes.FirstOrDefault(each => each.Accepted) ?? outcomes[0];
            if (outcome.Accepted) phones.Move(id, MessageState.Delivered);
            else phones.Move(id, MessageState.Failed, "not taken by the business, and Twilio does not repeat it");
            if (webhook.Provider is Provider.Twilio)
                foreach (var reply in outcomes.SelectMany(TwilioReply.Texts)) PutReply(phone, reply);
        });
        if (!isStarted) phones.Move(id, MessageState.Failed, "too much is under way");
        return isStarted ? id : null;
    }

    private void PutMine(PhoneView phone, string id, PhoneChannel channel, string text) =>
        phones.Put(phone.Number, phoneId => new PhoneMessage
        {
            Id = id, Phone = phoneId, Channel = channel, IsMine = true, Text = text, At = time.GetUtcNow(), State = MessageState.Sent,
        });

    private void PutReply(PhoneView phone, string text) => phones.Put(phone.Number, phoneId => new PhoneMessage
    {
        Id = TwilioIds.Message(),
        Phone = phoneId,
        Channel = PhoneChannel.Sms,
        IsMine = false,
        Text = text,
        At = time.GetUtcNow(),
        State = MessageState.Sent,
        Note = "sent because of the webhook's answer",
    });
}
