using Athera.Channels.Files;
using Athera.Messages;

namespace Athera.Channels;

/// <summary>
/// A channel: what an account of it needs, and how to send over it. A channel translates to and from Athera's own messages and
/// leaves routing, identity, order and acknowledgement to the application. Members of the family are a folder, a registration
/// line and a class that inherits the compliance suite.
/// </summary>
public interface IChannel
{
    /// <summary>Its name in the API and in storage: lower-case letters.</summary>
    string Kind { get; }

    /// <summary>The provider whose webhooks carry it, such as <c>meta</c>.</summary>
    string Provider { get; }

    /// <summary>What an account of it needs to be told.</summary>
    IReadOnlyList<ChannelField> Fields { get; }

    /// <summary>Messages a second an account may send when nothing else is set.</summary>
    int DefaultMessagesPerSecond { get; }

    /// <summary>Longest text one message carries, in UTF-16 units. A longer one is refused, never cut.</summary>
    int MaxTextLength => MessageContent.MaxTextLength;

    /// <summary>Longest text in UTF-8 bytes beside that, of a channel that counts those; <see langword="null"/> if none.</summary>
    int? MaxTextBytes => null;

    /// <summary>How long after the contact's last message free text may be sent; <see langword="null"/> if always.</summary>
    TimeSpan? Window { get; }

    /// <summary>Files one message to the contact carries; 0 for a channel that sends none.</summary>
    int MaxFiles => 0;

    /// <summary>Where the files of its messages come from; <see langword="null"/> for a channel whose messages bring none.</summary>
    IMediaSource? Media => null;

    /// <summary>
    /// How long a person, and no program, may send free text: longer than <see cref="Window"/> on channels that let staff answer late;
    /// <see langword="null"/> if always.
    /// </summary>
    TimeSpan? PersonWindow => Window;

    /// <summary>
    /// <see cref="Window"/> of one account, where accounts of the channel differ: what they send over may have one or none.
    /// </summary>
    TimeSpan? WindowOf(ChannelSettings settings) => Window;

    /// <summary>Where its templates are read from; <see langword="null"/> for a channel that has none.</summary>
    ITemplateSource? Templates => null;

    /// <summary>Whether an account of it can send templates.</summary>
    bool HasTemplates(ChannelSettings settings) => Templates is not null;

    /// <summary>Forms of choices an account of it can send. What else is offered is sent as numbered lines.</summary>
    IReadOnlyList<ChoiceForm> FormsOf(ChannelSettings settings) => [];

    /// <summary>How fast one recipient may be written to; <see langword="null"/> if only the account's rate counts.</summary>
    PairRate? PairRateOf(ChannelSettings settings) => null;

    /// <summary>Whether the provider itself acts on words such as STOP and answers them, so that Athera says nothing.</summary>
    bool AnswersWords(ChannelSettings settings) => false;

    /// <summary>What a text is billed as, where the provider counts segments.</summary>
    TextSegments? SegmentsOf(ChannelSettings settings, string text) => null;

    /// <summary>
    /// What an account shares its provider's limit of calls with: accounts that give the same text pause together. Kept in memory only.
    /// </summary>
    string LimitGroup(ChannelSettings settings) => ProviderAccountId(settings);

    /// <summary>How contacts are shown that somebody reads or writes; <see langword="null"/> where they cannot be.</summary>
    ISignals? Signals => null;

    /// <summary>
    /// How long after a message that came over an advertisement free text may be sent, if the contact is answered within a day;
    /// <see langword="null"/> if it makes no difference.
    /// </summary>
    TimeSpan? EntryWindow => null;

    /// <summary>
    /// Why these settings, each field already checked on its own, do not make an account; by field name. Empty if they do.
    /// </summary>
    IReadOnlyDictionary<string, string> Check(ChannelSettings settings);

    /// <summary>
    /// How webhooks name the account: the channel's kind, a colon and the provider's id, such as <c>fax:1234</c>. On the
    /// account's own route a webhook that names another account is not for it; on a shared route this is how it is found.
    /// </summary>
    string ProviderAccountId(ChannelSettings settings);

    /// <summary>Where an account of it is entered, below Athera's public address: the webhook to tell the provider.</summary>
    string EntryPath(ChannelAccountId account) => $"/webhooks/{Provider}/{account}";

    /// <summary>Whether the AI agent may answer what comes now; some accounts keep hours.</summary>
    bool AgentAnswers(ChannelSettings settings, DateTimeOffset now) => true;

    /// <summary>
    /// Makes one call. Never throws for anything the provider or the network does: that is an outcome. Not knowing whether the
    /// provider took the message is <see cref="SendResult.Unknown"/>, never a retry.
    /// </summary>
    /// <param name="settings">The account's settings, secrets included.</param>
    /// <param name="account">The account.</param>
    /// <param name="order">What to send.</param>
    /// <param name="cancellation">The caller's deadline; when it passes mid-call the outcome is unknown.</param>
    Task<SendOutcome> SendAsync(
        ChannelSettings settings, ChannelAccountId account, SendOrder order, CancellationToken cancellation);
}

/// <summary>Something an account needs to be told.</summary>
/// <param name="Name">Its name in the API, camelCase.</param>
/// <param name="Required">Whether there is no account without it.</param>
/// <param name="Secret">Write-only: never given back.</param>
public sealed record ChannelField(string Name, bool Required, bool Secret)
{
    /// <summary>Longest value, in UTF-16 units. The longest real one is an access token of some hundred.</summary>
    public const int MaxLength = 2048;
}

/// <summary>An account's settings: the values of its channel's fields. Held unsealed only inside a silo.</summary>
/// <param name="Values">By field name.</param>
public sealed record ChannelSettings(IReadOnlyDictionary<string, string> Values)
{
    /// <summary>A value, or <see langword="null"/>.</summary>
    public string? this[string field] => Values.GetValueOrDefault(field);

    /// <summary>Tells the names of the fields and none of their values.</summary>
    public override string ToString() => $"ChannelSettings({string.Join(", ", Values.Keys)})";
}
