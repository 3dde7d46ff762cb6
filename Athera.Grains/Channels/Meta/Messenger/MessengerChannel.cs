using Athera.Channels.Files;
using Athera.Channels.Meta.Messaging;
using Athera.Contacts;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Athera.Channels.Meta.Messenger;

/// <summary>Messenger. An account is one Facebook page.</summary>
internal sealed class MessengerChannel(
    GraphApi api, GraphAnswers answers, [FromKeyedServices(MetaWebhooks.ProviderName)] MediaClient files, IOutboundFiles outbound,
    ILogger<MessengerChannel> log) : MessagingChannel(api, answers, new MetaFileSource(files), outbound, log)
{
    /// <summary>The channel's name.</summary>
    public const string Name = "messenger";

    public override string Kind => Name;

    public override int MaxTextLength => 2000;

    protected override AddressKind Recipient => AddressKind.PageScopedId;

    protected override bool HasMetadata => true;
}
