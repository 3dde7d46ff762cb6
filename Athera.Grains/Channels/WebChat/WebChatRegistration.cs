using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Athera.Channels.WebChat;

/// <summary>Registers the channel.</summary>
public static class WebChatRegistration
{
    /// <summary>Adds chat on the tenant's own pages.</summary>
    public static ChannelFamily AddWebChat(this ChannelFamily family)
    {
        family.Services.TryAddSingleton<IVisitorUploads, NoVisitorUploads>();
        family.Services.AddSingleton<IChannel, WebChatChannel>();
        return family;
    }
}
