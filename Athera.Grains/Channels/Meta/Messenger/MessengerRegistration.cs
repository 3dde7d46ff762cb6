using Athera.Channels.Meta.Messaging;
using Athera.Contacts;
using Microsoft.Extensions.DependencyInjection;

namespace Athera.Channels.Meta.Messenger;

/// <summary>Registers the channel.</summary>
public static class MessengerRegistration
{
    /// <summary>Adds Messenger.</summary>
    public static ChannelFamily AddMessenger(this ChannelFamily family)
    {
        family.AddMeta();
        family.Services.AddSingleton<IMetaObject>(new MessagingObject("page", MessengerChannel.Name, AddressKind.PageScopedId));
        family.Services.AddSingleton<IChannel, MessengerChannel>();
        return family;
    }
}
