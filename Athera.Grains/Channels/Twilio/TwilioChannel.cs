using Athera.Channels.Files;
using Athera.Messages;
using Microsoft.Extensions.Logging;
using static Athera.Channels.Twilio.TwilioSettings;

namespace Athera.Channels.Twilio;

/// <summary>SMS and WhatsApp through Twilio. An account is one sender of a Twilio account, or a messaging service with several.</summary>
internal sealed class TwilioChannel(
    TwilioApi api, TwilioAnswers answers, TwilioFileSource media, IOutboundFiles outbound, IPublicUrl publicUrl, ILogger<TwilioChannel> log) : IChannel
{
    public string Kind => "twilio";

    public string Provider => TwilioWebhooks.ProviderName;

    public IReadOnlyList<ChannelField> Fields => TwilioSettings.Fields;

    // Twilio queues what a sender cannot send at once, for hours; a long code sends one a second, a WhatsApp sender tens.
    public int DefaultMessagesPerSecond => 10;

    public int MaxTextLength => 1600;

    // Only WhatsApp has one, and the kind of sender decides; Twilio then answers 63016.
    public TimeSpan? Window => null;

    public IMediaSource Media => media;

    public int MaxFiles => MediaPart.MaxParts;

    /// <summary>How webhooks name the account.</summary>
    public static string AccountId(string accountSid) => $"twilio:{accountSid}";

    public string ProviderAccountId(ChannelSettings settings) => AccountId(settings[AccountSid] ?? "");

    public IReadOnlyDictionary<string, string> Check(ChannelSettings settings) => TwilioSettings.Check(settings);

    public async Task<SendOutcome> SendAsync(
        ChannelSettings settings, ChannelAccountId account, SendOrder order, CancellationToken cancellation)
    {
        var (outcome, trace) = await TrySendAsync(settings, account, order, cancellation);
        if (outcome.Result != SendResult.Accepted)
            log.MessageNotAccepted(Kind, account, outcome.Result, outcome.Fault?.Code, outcome.Fault?.Detail, trace);
        return outcome;
    }

    private async Task<(SendOutcome, string?)> TrySendAsync(
        ChannelSettings settings, ChannelAccountId account, SendOrder order, CancellationToken cancellation)
    {
        if (Check(settings).Count > 0)
            return (SendOutcome.Refused(new Fault(Faults.Misconfigured)), null);
        var text = order.Content.Text ?? "";
        var files = order.Content.Media.Count(file => file.Blob is not null);
        if (text.Length > MaxTextLength || (files == 0 && order.Content is not { Kind: MessageKind.Text, Text.Length: > 0 }))
            return (SendOutcome.Refused(new Fault(Faults.Rejected)), null);
        var from = settings[From] is { Length: > 0 } sender ? sender : null;
        if (TwilioAddresses.Write(order.To, from) is not { } to)
            return (SendOutcome.Refused(new Fault(Faults.InvalidRecipient)), null);
        KeyValuePair<string, string>[] fields =
        [
            new("To", to),
            from is not null ? new("From", from) : new("MessagingServiceSid", settings[MessagingServiceSid]!),
            new("Body", text),
            new("StatusCallback", StatusCallback(account, order.Message)),
            // Twilio fetches each when it sends.
            .. Enumerable.Range(0, files).Select(index => KeyValuePair.Create("MediaUrl", outbound.LinkTo(order, index).AbsoluteUri)),
        ];
        var answer = await api.PostMessageAsync(settings[AccountSid]!, settings[AuthToken]!, fields, cancellation);
        return answers.Read(answer, order.Attempt);
    }

    // The message's id in the query is covered by the signature of the callback, and tells where the message lives even when the
    // callback overtakes the answer to our send.
    private string StatusCallback(ChannelAccountId account, MessageId message) =>
        $"{publicUrl.Current.OriginalString.TrimEnd('/')}/webhooks/{Provider}/{account}/{TwilioWebhooks.StatusTopic}"
        + $"?{TwilioWebhooks.MessageParameter}={message}";
}
