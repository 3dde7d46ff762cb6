using Athera.Channels.Files;
using Athera.Contacts;
using Athera.Messages;

namespace Athera.Channels.WebChat;

/// <summary>
/// Chat on the tenant's own pages. There is no provider: what is to be sent is durable already and the visitor's client reads it,
/// so a send is accepted at once; the client says what it got and the visitor saw.
/// </summary>
internal sealed class WebChatChannel(VisitorUploads uploads) : IChannel
{
    /// <summary>The channel's name.</summary>
    public const string Name = "webchat";

    public string Kind => Name;

    public string Provider => Name;

    public IReadOnlyList<ChannelField> Fields => WebChatSettings.Fields;

    // Nobody's rate has to be kept; the number only bounds what one account can make this process do.
    public int DefaultMessagesPerSecond => 1000;

    public TimeSpan? Window => null;

    public IMediaSource Media => uploads;

    public int MaxFiles => MediaPart.MaxParts;

    public IReadOnlyDictionary<string, string> Check(ChannelSettings settings) => WebChatSettings.Check(settings);

    // The account is all there is to name; the routes that would carry a provider's name for it do not exist.
    public string ProviderAccountId(ChannelSettings settings) => $"{Name}:";

    public string EntryPath(ChannelAccountId account) => $"/chat.js?account={account}";

    public bool AgentAnswers(ChannelSettings settings, DateTimeOffset now) => WebChatSettings.Read(settings).HoursAt(now).AgentAnswers;

    public Task<SendOutcome> SendAsync(
        ChannelSettings settings, ChannelAccountId account, SendOrder order, CancellationToken cancellation) =>
        Task.FromResult(Outcome(settings, order));

    /// <summary>The address of a visitor.</summary>
    public static Address AddressOf(OpaqueId visitor) => new(AddressKind.Visitor, visitor.ToString());

    /// <summary>The id by which receipts know a message that was sent.</summary>
    public static string ExternalId(MessageId message) => message.ToString();

    private SendOutcome Outcome(ChannelSettings settings, SendOrder order) =>
        Check(settings).Count > 0 ? SendOutcome.Refused(new Fault(Faults.Misconfigured))
        : !order.To.Any(address => address.Kind == AddressKind.Visitor) ? SendOutcome.Refused(new Fault(Faults.InvalidRecipient))
        : !CanShow(order.Content) ? SendOutcome.Refused(new Fault(Faults.Rejected))
        : SendOutcome.Accepted(ExternalId(order.Message));

    private static bool CanShow(MessageContent content) => content.Kind switch
    {
        MessageKind.Text => content.Text is { Length: > 0 and <= MessageContent.MaxTextLength },
        MessageKind.Image or MessageKind.Audio or MessageKind.Voice or MessageKind.Video or MessageKind.Document =>
            content.Media.Count > 0 && (content.Text?.Length ?? 0) <= MessageContent.MaxTextLength,
        _ => false,
    };
}
