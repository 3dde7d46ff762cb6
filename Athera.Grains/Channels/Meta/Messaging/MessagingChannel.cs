using System.Collections.Frozen;
using Athera.Channels.Files;
using Athera.Contacts;
using Athera.Messages;
using Microsoft.Extensions.Logging;

namespace Athera.Channels.Meta.Messaging;

/// <summary>
/// What Meta's channels of scoped user ids have in common. They have no templates: a day after the contact's last word only a person
/// may write, for a week, and then nobody.
/// </summary>
internal abstract class MessagingChannel(
    GraphApi api, GraphAnswers answers, IMediaSource media, IOutboundFiles outbound, ILogger log) : IChannel, ISignals
{
    /// <summary>Names of the settings.</summary>
    protected const string AccountId = "accountId", AccessToken = "accessToken";

    // Meta's ids are decimal numbers of about 17 digits.
    private const int LongestId = 32;

    public abstract string Kind { get; }

    public string Provider => MetaWebhooks.ProviderName;

    // The app secret and verify token are those of a tenant's own Meta app; an account on the shared app has none.
    public virtual IReadOnlyList<ChannelField> Fields { get; } =
    [
        new(AccountId, Required: true, Secret: false),
        new(AccessToken, Required: true, Secret: true),
        new("appSecret", Required: false, Secret: true),
        new("verifyToken", Required: false, Secret: true),
    ];

    // Meta's limit of an account for texts; files are limited to 10 a second, which it answers with 613.
    public int DefaultMessagesPerSecond => 300;

    public abstract int MaxTextLength { get; }

    public virtual int? MaxTextBytes => null;

    public TimeSpan? Window { get; } = TimeSpan.FromHours(24);

    public TimeSpan? PersonWindow { get; } = TimeSpan.FromDays(7);

    private static readonly ChoiceForm[] Forms = [ChoiceForm.QuickReplies];

    public IReadOnlyList<ChoiceForm> FormsOf(ChannelSettings settings) => Forms;

    public IMediaSource Media => media;

    public ISignals Signals => this;

    // Meta ends the sign after 20 seconds, or with the answer.
    public TimeSpan TypingLasts { get; } = TimeSpan.FromSeconds(20);

    // A file carries no words here: they are a message of their own.
    public int MaxFiles => 1;

    public string LimitGroup(ChannelSettings settings) => MetaLimits.GroupOf(settings);

    /// <summary>What the channel knows a contact by.</summary>
    protected abstract AddressKind Recipient { get; }

    /// <summary>Whether the channel gives a text of ours back with the echo of a message.</summary>
    protected abstract bool HasMetadata { get; }

    public string ProviderAccountId(ChannelSettings settings) => MessagingEvent.AccountId(Kind, settings[AccountId] ?? "");

    public virtual IReadOnlyDictionary<string, string> Check(ChannelSettings settings)
    {
        var wrong = new Dictionary<string, string>();
        if (settings[AccountId] is not { Length: > 0 and <= LongestId } id || id.AsSpan().ContainsAnyExceptInRange('0', '9'))
            wrong[AccountId] = "The id of the account is digits only; it is not a name.";
        if (settings[AccessToken] is not { Length: > 0 } token || token.AsSpan().ContainsAnyExceptInRange('!', '~'))
            wrong[AccessToken] = "An access token is printable ASCII without blanks.";
        return wrong.Count == 0 ? FrozenDictionary<string, string>.Empty : wrong;
    }

    public async Task<SendOutcome> SendAsync(
        ChannelSettings settings, ChannelAccountId account, SendOrder order, CancellationToken cancellation)
    {
        var (outcome, trace) = await TrySendAsync(settings, order, cancellation);
        if (outcome.Result != SendResult.Accepted)
            log.MessageNotAccepted(Kind, account, outcome.Result, outcome.Fault?.Code, outcome.Fault?.Detail, trace);
        return outcome;
    }

    public Task ShowAsync(ChannelSettings settings, SignalTarget target, bool typing, CancellationToken cancellation) =>
        Check(settings).Count == 0 && target.Contact.FirstOrDefault(address => address.Kind == Recipient) is { } to
            ? api.PostAsync(
                Url(settings), $"{Sender(settings)}/messages", settings[AccessToken]!, MessagingBody.Action(to, typing), cancellation)
            : Task.CompletedTask;

    /// <summary>Where the API is, with its version.</summary>
    protected virtual Uri Url(ChannelSettings settings) => api.Url;

    /// <summary>Who sends, as the API's address has it.</summary>
    protected virtual string Sender(ChannelSettings settings) => settings[AccountId]!;

    private async Task<(SendOutcome, string?)> TrySendAsync(ChannelSettings settings, SendOrder order, CancellationToken cancellation)
    {
        if (Check(settings).Count > 0)
            return (SendOutcome.Refused(new Fault(Faults.Misconfigured)), null);
        if (!Carries(order.Content))
            return (SendOutcome.Refused(new Fault(Faults.Rejected)), null);
        if (order.To.FirstOrDefault(address => address.Kind == Recipient) is not { } to)
            return (SendOutcome.Refused(new Fault(Faults.InvalidRecipient)), null);
        var body = MessagingBody.Message(WithLink(order), to, HasMetadata);
        var answer = await api.PostAsync(Url(settings), $"{Sender(settings)}/messages", settings[AccessToken]!, body, cancellation);
        return answers.Read(answer, order.Attempt);
    }

    // Meta fetches the file when it sends.
    private SendOrder WithLink(SendOrder order) => order.Content.Media is [{ Blob: not null } file]
        ? order with { Content = order.Content with { Media = [file with { Url = outbound.LinkTo(order, 0).AbsoluteUri }] } }
        : order;

    private bool Carries(MessageContent content) => content.Kind switch
    {
        MessageKind.Text => content is { Media.Count: 0, Choices: null } && HasText(content),
        MessageKind.Interactive => content.Choices is { Options.Count: > 0 and <= MessagingBody.MaxQuickReplies } choices
            && content.Media.Count == 0 && HasText(content)
            && choices.Options.All(choice => choice.Title.Length <= MessagingBody.MaxQuickReplyTitle),
        MessageKind.Image or MessageKind.Video or MessageKind.Audio or MessageKind.Voice or MessageKind.Document or MessageKind.Sticker =>
            content.Media is [{ Url.Length: > 0 } or { Blob: not null }] && string.IsNullOrEmpty(content.Text),
        _ => false,
    };

    private bool HasText(MessageContent content) =>
        content.Text is { Length: > 0 } text && new TextMeasure(MaxTextLength, MaxTextBytes).Holds(text);
}
