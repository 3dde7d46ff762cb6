using Athera.Messages;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using static Athera.Channels.Twilio.TwilioSettings;

namespace Athera.Channels.Twilio;

/// <summary>SMS and WhatsApp through Twilio. An account is one sender of a Twilio account, or a messaging service with several.</summary>
internal sealed class TwilioChannel(
    TwilioApi api, TwilioAnswers answers, TwilioLists lists, IPublicUrl publicUrl, IOptionsMonitor<TwilioOptions> options,
    ILogger<TwilioChannel> log) : IChannel, ISentList, IReceivedList
{
    private static readonly TimeSpan WhatsAppWindow = TimeSpan.FromHours(24);

    public string Kind => "twilio";

    public string Provider => TwilioWebhooks.ProviderName;

    public IReadOnlyList<ChannelField> Fields => TwilioSettings.Fields;

    // Twilio queues what a sender cannot send at once, for hours; a long code sends one a second, a WhatsApp sender tens.
    public int DefaultMessagesPerSecond => 10;

    public int MaxTextLength => 1600;

    public TimeSpan Interval => options.CurrentValue.Reconcile;

    // Only WhatsApp has one; see below.
    public TimeSpan? Window => null;

    /// <summary>How webhooks name the account.</summary>
    public static string AccountId(string accountSid) => $"twilio:{accountSid}";

    public string ProviderAccountId(ChannelSettings settings) => AccountId(settings[AccountSid] ?? "");

    // A messaging service may hold senders of both kinds: then only Twilio knows, and answers 63016.
    public TimeSpan? WindowOf(ChannelSettings settings) => TwilioAddresses.IsWhatsApp(settings[From]) ? WhatsAppWindow : null;

    public IReadOnlyDictionary<string, string> Check(ChannelSettings settings) => TwilioSettings.Check(settings);

    public async Task<SendOutcome> SendAsync(
        ChannelSettings settings, ChannelAccountId account, SendOrder order, CancellationToken cancellation)
    {
        var (outcome, trace) = await TrySendAsync(settings, account, order, cancellation);
        if (outcome.Result != SendResult.Accepted)
            log.MessageNotAccepted(Kind, account, outcome.Result, outcome.Fault?.Code, outcome.Fault?.Detail, trace);
        return outcome;
    }

    public Task<SentEvidence> FindSentAsync(
        ChannelSettings settings, SentQuestion question, CancellationToken cancellation) =>
        TwilioAddresses.Write(question.To, Sender(settings)) is { } to
            ? lists.FindSentAsync(settings, to, question, cancellation)
            : Task.FromResult(SentEvidence.Listed([]));

    public Task<ReceivedPage> ListReceivedAsync(
        ChannelSettings settings, ChannelAccountId account, ReceivedRange range, CancellationToken cancellation) =>
        lists.ListReceivedAsync(settings, account, range, cancellation);

    private async Task<(SendOutcome, string?)> TrySendAsync(
        ChannelSettings settings, ChannelAccountId account, SendOrder order, CancellationToken cancellation)
    {
        if (Check(settings).Count > 0)
            return (SendOutcome.Refused(new Fault(Faults.Misconfigured)), null);
        if (order.Content is not { Kind: MessageKind.Text, Text: { Length: > 0 } text } || text.Length > MaxTextLength)
            return (SendOutcome.Refused(new Fault(Faults.Rejected)), null);
        var from = Sender(settings);
        if (TwilioAddresses.Write(order.To, from) is not { } to)
            return (SendOutcome.Refused(new Fault(Faults.InvalidRecipient)), null);
        KeyValuePair<string, string>[] fields =
        [
            new("To", to),
            from is not null ? new("From", from) : new("MessagingServiceSid", settings[MessagingServiceSid]!),
            new("Body", text),
            new("StatusCallback", StatusCallback(account, order.Message)),
        ];
        var answer = await api.PostMessageAsync(settings[AccountSid]!, settings[AuthToken]!, fields, cancellation);
        return answers.Read(answer, order.Attempt);
    }

    private static string? Sender(ChannelSettings settings) => settings[From] is { Length: > 0 } sender ? sender : null;

    // The message's id in the query is covered by the signature of the callback, and tells where the message lives even when the
    // callback overtakes the answer to our send.
    private string StatusCallback(ChannelAccountId account, MessageId message) =>
        $"{publicUrl.Current.OriginalString.TrimEnd('/')}/webhooks/{Provider}/{account}/{TwilioWebhooks.StatusTopic}"
        + $"?{TwilioWebhooks.MessageParameter}={message}";
}
