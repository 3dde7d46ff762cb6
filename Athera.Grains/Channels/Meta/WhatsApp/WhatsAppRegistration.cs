using Microsoft.Extensions.DependencyInjection;

namespace Athera.Channels.Meta.WhatsApp;

/// <summary>Registers the channel.</summary>
public static class WhatsAppRegistration
{
    /// <summary>Adds WhatsApp through Meta's Cloud API.</summary>
    public static ChannelFamily AddWhatsApp(this ChannelFamily family)
    {
        family.AddMeta();
        family.Services.AddSingleton<IMetaObject, WhatsAppObject>();
        family.Services.AddSingleton<WhatsAppTemplates>();
        family.Services.AddSingleton<WhatsAppSignals>();
        family.Services.AddSingleton<WhatsAppFileSource>();
        family.Services.AddSingleton<WhatsAppUpload>();
        family.Services.AddSingleton<IChannel, WhatsAppChannel>();
        return family;
    }
}
