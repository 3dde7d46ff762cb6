using Athera.Channels.Files;
using Athera.Channels.Meta.Messaging;
using Athera.Contacts;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Athera.Channels.Meta.Instagram;

/// <summary>
/// Instagram's direct messages. An account is one professional account, connected in one of two ways that differ in token and host:
/// with Instagram's own login, or through the Facebook page it is linked to.
/// </summary>
internal sealed class InstagramChannel(
    GraphApi api, GraphAnswers answers, [FromKeyedServices(MetaWebhooks.ProviderName)] MediaClient files, IOutboundFiles outbound,
    IOptionsMonitor<InstagramOptions> options, ILogger<InstagramChannel> log)
    : MessagingChannel(api, answers, new MetaFileSource(files, "cdninstagram.com"), outbound, log)
{
    /// <summary>The channel's name.</summary>
    public const string Name = "instagram";

    private const string Login = "login", WithInstagram = "instagram", WithFacebook = "facebook";

    private readonly GraphApi _api = api;

    public override string Kind => Name;

    public override IReadOnlyList<ChannelField> Fields => [.. base.Fields, new ChannelField(Login, Required: false, Secret: false)];

    // Meta counts bytes; a text of that many units is one of ASCII only.
    public override int MaxTextLength => 1000;

    public override int? MaxTextBytes => 1000;

    protected override AddressKind Recipient => AddressKind.InstagramScopedId;

    protected override bool HasMetadata => false;

    public override IReadOnlyDictionary<string, string> Check(ChannelSettings settings)
    {
        var wrong = base.Check(settings);
        return settings[Login] is null or "" or WithInstagram or WithFacebook
            ? wrong
            : new Dictionary<string, string>(wrong) { [Login] = $"The login is {WithInstagram} or {WithFacebook}." };
    }

    protected override Uri Url(ChannelSettings settings) =>
        IsWithInstagram(settings) ? options.CurrentValue.GraphUrl ?? InstagramOptions.Beside(_api.Url) : _api.Url;

    // Through a page it is the page that sends, whose id the account need not know: its token says it.
    protected override string Sender(ChannelSettings settings) => IsWithInstagram(settings) ? base.Sender(settings) : "me";

    private static bool IsWithInstagram(ChannelSettings settings) => settings[Login] == WithInstagram;
}
