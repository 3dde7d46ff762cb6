using Athera.Channels.Meta;
using Athera.Channels.Twilio;
using Athera.Lab;
using Athera.Quarantine;
using Athera.Silo.Settings;

namespace Athera.Silo.Demo;

/// <summary>Puts the demo tenant and the lab into a development process, and points sends at the lab unless told otherwise.</summary>
internal static class DemoSetup
{
    public static void AddDemo(this IServiceCollection services, SiloSettings settings)
    {
        services.AddLab(new LabOptions
        {
            ProductUrl = () => settings.LocalUrl,
            WhatsApp = () => DemoAccounts.LabWhatsApp(settings.LocalUrl),
            Direct = () => DemoAccounts.LabDirect(settings.LocalUrl),
            Twilio = () => DemoAccounts.LabTwilio(settings.PublicUrl),
            ChatScript = () => new Uri(settings.LocalUrl, $"/chat.js?account={DemoAccounts.Chat}"),
            StatusDelay = TimeSpan.FromMilliseconds(400),
        });
        services.AddOptions<MetaOptions>().Configure<IConfiguration>((meta, configuration) =>
        {
            meta.AppSecret ??= DemoAccounts.MetaAppSecret;
            meta.VerifyToken ??= DemoAccounts.MetaVerifyToken;
            if (configuration[$"{MetaOptions.Section}:GraphUrl"] is null)
                meta.GraphUrl = new Uri(settings.LocalUrl, $"{LabHosting.GraphPath}/v23.0");
        });
        services.AddOptions<TwilioOptions>().Configure<IConfiguration>((twilio, configuration) =>
        {
            if (configuration[$"{TwilioOptions.Section}:ApiUrl"] is null)
                twilio.ApiUrl = new Uri(settings.LocalUrl, LabHosting.TwilioPath);
        });
        // In the demo the shared Meta app is the demo tenant's, so what it cannot place is that tenant's to see.
        services.Configure<QuarantineOptions>(quarantine => quarantine.UnattributedTenant = DemoAccounts.Tenant);
        services.AddHostedService<DemoTenant>();
    }
}
