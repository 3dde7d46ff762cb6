using Athera.Channels.Meta.Messaging;
using Athera.Contacts;
using Microsoft.Extensions.DependencyInjection;

namespace Athera.Channels.Meta.Instagram;

/// <summary>Registers the channel.</summary>
public static class InstagramRegistration
{
    /// <summary>Adds Instagram.</summary>
    public static ChannelFamily AddInstagram(this ChannelFamily family)
    {
        family.AddMeta();
        family.Services.AddOptions<InstagramOptions>()
            .BindConfiguration(InstagramOptions.Section)
            .Validate(
                options => options.GraphUrl is null or { IsAbsoluteUri: true, Scheme: "https" or "http" },
                $"{InstagramOptions.Section}:GraphUrl is not an absolute web address.")
            .ValidateOnStart();
        family.Services.AddSingleton<IMetaObject>(
            new MessagingObject("instagram", InstagramChannel.Name, AddressKind.InstagramScopedId));
        family.Services.AddSingleton<IChannel, InstagramChannel>();
        return family;
    }
}
