using Microsoft.Extensions.DependencyInjection;

namespace Athera.Channels.WebChat;

/// <summary>Registers the channel.</summary>
public static class WebChatRegistration
{
    /// <summary>Adds chat on the tenant's own pages.</summary>
    public static ChannelFamily AddWebChat(this ChannelFamily family)
    {
        family.Services.AddSingleton<VisitorUploads>();
        family.Services.AddSingleton<IChannel, WebChatChannel>();
        return family;
    }
}
