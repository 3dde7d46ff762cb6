using System.Collections.Frozen;
using Athera.Channels.Files;
using Athera.Contacts;
using Athera.Messages;
using Microsoft.Extensions.Logging;

namespace Athera.Channels.Meta.WhatsApp;

/// <summary>WhatsApp through Meta's Cloud API. An account is one business phone number.</summary>
internal sealed class WhatsAppChannel(
    GraphApi api, GraphAnswers answers, WhatsAppTemplates templates, WhatsAppSignals signals, WhatsAppFileSource media, WhatsAppUpload upload,
    ILogger<WhatsAppChannel> log) : IChannel
{
    /// <summary>Names of the settings.</summary>
    public const string PhoneNumberId = "phoneNumberId", AccessToken = "accessToken";

    // Meta's ids are decimal numbers of about 16 digits.
    private const int LongestId = 32;

    private static readonly ChoiceForm[] Forms = [ChoiceForm.Buttons, ChoiceForm.List];

    // One in six seconds to one person, and bursts of 45 that are paid back by waiting; beyond it Meta answers 131056.
    private static readonly PairRate Pair = new(TimeSpan.FromSeconds(6), 45);

    // Text under a file.
    private const int MaxCaption = 1024;

    // By number first: it works on every version of the API, a user id only where usernames exist.
    private static readonly AddressKind[] Preferred = [AddressKind.Phone, AddressKind.BusinessScopedUserId, AddressKind.Other];

    public string Kind => "whatsapp";

    public string Provider => MetaWebhooks.ProviderName;

    // The app secret and verify token are those of a tenant's own Meta app; an account on the shared app has none.
    public IReadOnlyList<ChannelField> Fields { get; } =
    [
        new(PhoneNumberId, Required: true, Secret: false),
        new(WhatsAppTemplates.BusinessAccountId, Required: false, Secret: false),
        new(AccessToken, Required: true, Secret: true),
        new("appSecret", Required: false, Secret: true),
        new("verifyToken", Required: false, Secret: true),
    ];

    // Meta's default throughput of a number, both directions together.
    public int DefaultMessagesPerSecond => 80;

    public TimeSpan? Window { get; } = TimeSpan.FromHours(24);

    // The free entry point: counted from the contact's message, the earliest of the readings of when it begins.
    public TimeSpan? EntryWindow { get; } = TimeSpan.FromHours(72);

    public ITemplateSource Templates => templates;

    public ISignals Signals => signals;

    public bool HasTemplates(ChannelSettings settings) => !string.IsNullOrEmpty(settings[WhatsAppTemplates.BusinessAccountId]);

    public IReadOnlyList<ChoiceForm> FormsOf(ChannelSettings settings) => Forms;

    public PairRate PairRateOf(ChannelSettings settings) => Pair;

    public string LimitGroup(ChannelSettings settings) => MetaLimits.GroupOf(settings);

    public IMediaSource Media => media;

    public int MaxFiles => 1;

    /// <summary>How webhooks name the account of a number.</summary>
    public static string AccountId(string phoneNumberId) => $"whatsapp:{phoneNumberId}";

    public string ProviderAccountId(ChannelSettings settings) => AccountId(settings[PhoneNumberId] ?? "");

    public IReadOnlyDictionary<string, string> Check(ChannelSettings settings)
    {
        var wrong = new Dictionary<string, string>();
        if (!IsId(settings[PhoneNumberId]))
            wrong[PhoneNumberId] = "The id of the number is digits only; it is not the number itself.";
        if (settings[WhatsAppTemplates.BusinessAccountId] is { Length: > 0 } business && !IsId(business))
            wrong[WhatsAppTemplates.BusinessAccountId] = "The id of the business account is digits only.";
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

    private async Task<(SendOutcome, string?)> TrySendAsync(ChannelSettings settings, SendOrder order, CancellationToken cancellation)
    {
        if (Check(settings).Count > 0)
            return (SendOutcome.Refused(new Fault(Faults.Misconfigured)), null);
        var withFile = order.Content.Media is [{ Blob: not null }] && order.Content.Text is null or { Length: <= MaxCaption };
        if (!withFile && !Carries(order.Content))
            return (SendOutcome.Refused(new Fault(Faults.Rejected)), null);
        if (Recipient(order) is not { } to)
            return (SendOutcome.Refused(new Fault(Faults.InvalidRecipient)), null);
        if (withFile)
            return await TrySendFileAsync(settings, order, to, cancellation);
        var answer = await api.PostAsync(
            $"{settings[PhoneNumberId]}/messages", settings[AccessToken]!, WhatsAppBody.Message(order, to), cancellation);
        return answers.Read(answer, order.Attempt);
    }

    private static bool Carries(MessageContent content) => content.Kind switch
    {
        MessageKind.Text => content is { Text.Length: > 0 and <= MessageContent.MaxTextLength, Choices: null },
        MessageKind.Interactive => WhatsAppChoices.Carries(content),
        MessageKind.Template => content.Template is { Name.Length: > 0, Language.Length: > 0 },
        _ => false,
    };

    private async Task<(SendOutcome, string?)> TrySendFileAsync(
        ChannelSettings settings, SendOrder order, Address to, CancellationToken cancellation)
    {
        var (id, outcome) = await upload.BringAsync(settings[PhoneNumberId]!, settings[AccessToken]!, order, cancellation);
        if (id is null)
            return (outcome!, null);
        var answer = await api.PostAsync(
            $"{settings[PhoneNumberId]}/messages", settings[AccessToken]!, WhatsAppFileBody.File(order, to, id), cancellation);
        return answers.Read(answer, order.Attempt);
    }

    private static Address? Recipient(SendOrder order) =>
        Preferred.Select(kind => order.To.FirstOrDefault(address => address.Kind == kind)).FirstOrDefault(address => address is not null);

    private static bool IsId(string? text) =>
        text is { Length: > 0 and <= LongestId } && !text.AsSpan().ContainsAnyExceptInRange('0', '9');
}
