using System.Buffers;
using System.Text;
using System.Text.Json;
using Athera.Channels.Files;
using Athera.Messages;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using static Athera.Channels.Twilio.TwilioSettings;

namespace Athera.Channels.Twilio;

/// <summary>SMS and WhatsApp through Twilio. An account is one sender of a Twilio account, or a messaging service with several.</summary>
internal sealed class TwilioChannel(
    TwilioApi api, TwilioAnswers answers, TwilioLists lists, TwilioContents contents, TwilioSignals signals, TwilioFileSource media,
    IOutboundFiles outbound, IPublicUrl publicUrl, IOptionsMonitor<TwilioOptions> options, ILogger<TwilioChannel> log)
    : IChannel, ISentList, IReceivedList
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

    public IMediaSource Media => media;

    public int MaxFiles => MediaPart.MaxParts;

    /// <summary>How webhooks name the account.</summary>
    public static string AccountId(string accountSid) => $"twilio:{accountSid}";

    public string ProviderAccountId(ChannelSettings settings) => AccountId(settings[AccountSid] ?? "");

    // A messaging service may hold senders of both kinds: then only Twilio knows, and answers 63016.
    public TimeSpan? WindowOf(ChannelSettings settings) => TwilioAddresses.IsWhatsApp(settings[From]) ? WhatsAppWindow : null;

    public ITemplateSource Templates => contents;

    public ISignals Signals => signals;

    // Meta's own limit lies below Twilio's on WhatsApp.
    public PairRate? PairRateOf(ChannelSettings settings) =>
        TwilioAddresses.IsWhatsApp(settings[From]) ? new PairRate(TimeSpan.FromSeconds(6), 45) : null;

    // On phone networks Twilio blocks and answers by itself; on WhatsApp it passes everything on.
    public bool AnswersWords(ChannelSettings settings) => !TwilioAddresses.IsWhatsApp(settings[From]);

    public TextSegments? SegmentsOf(ChannelSettings settings, string text) =>
        TwilioAddresses.IsWhatsApp(settings[From]) ? null : TextSegments.Of(text);

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
        var files = order.Content.Media.Count(file => file.Blob is not null);
        if (ContentFields(order.Content, files) is not { } content)
            return (SendOutcome.Refused(new Fault(Faults.Rejected)), null);
        var from = Sender(settings);
        if (TwilioAddresses.Write(order.To, from) is not { } to)
            return (SendOutcome.Refused(new Fault(Faults.InvalidRecipient)), null);
        KeyValuePair<string, string>[] fields =
        [
            new("To", to),
            from is not null ? new("From", from) : new("MessagingServiceSid", settings[MessagingServiceSid]!),
            .. content,
            new("StatusCallback", StatusCallback(account, order.Message)),
            // Twilio fetches each when it sends.
            .. Enumerable.Range(0, files).Select(index => KeyValuePair.Create("MediaUrl", outbound.LinkTo(order, index).AbsoluteUri)),
        ];
        var answer = await api.PostMessageAsync(settings[AccountSid]!, settings[AuthToken]!, fields, cancellation);
        return answers.Read(answer, order.Attempt);
    }

    private static string? Sender(ChannelSettings settings) => settings[From] is { Length: > 0 } sender ? sender : null;

    // No words beside a template: Twilio would send those instead.
    private KeyValuePair<string, string>[]? ContentFields(MessageContent content, int files) => content switch
    {
        { Choices: null } when files > 0 && (content.Text?.Length ?? 0) <= MaxTextLength => [new("Body", content.Text ?? "")],
        { Kind: MessageKind.Text, Choices: null, Text: { Length: > 0 } text } when text.Length <= MaxTextLength => [new("Body", text)],
        { Kind: MessageKind.Template, Template: { Name.Length: > 0, Variables: var variables } use } => variables.Count == 0
            ? [new("ContentSid", use.Name)]
            : [new("ContentSid", use.Name), new("ContentVariables", Variables(variables))],
        _ => null,
    };

    private static string Variables(IReadOnlyDictionary<string, string> variables)
    {
        var bytes = new ArrayBufferWriter<byte>(256);
        using var json = new Utf8JsonWriter(bytes);
        json.WriteStartObject();
        foreach (var (name, value) in variables)
            json.WriteString(name, Encoding.UTF8.GetBytes(value));
        json.WriteEndObject();
        json.Flush();
        return Encoding.UTF8.GetString(bytes.WrittenSpan);
    }

    // The message's id in the query is covered by the signature of the callback, and tells where the message lives even when the
    // callback overtakes the answer to our send.
    private string StatusCallback(ChannelAccountId account, MessageId message) =>
        $"{publicUrl.Current.OriginalString.TrimEnd('/')}/webhooks/{Provider}/{account}/{TwilioWebhooks.StatusTopic}"
        + $"?{TwilioWebhooks.MessageParameter}={message}";
}
