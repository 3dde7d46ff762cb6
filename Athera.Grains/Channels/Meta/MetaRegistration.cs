using Athera.Channels.Calls;
using Athera.Channels.Files;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Athera.Channels.Meta;

/// <summary>Registers what every channel of Meta needs.</summary>
internal static class MetaRegistration
{
    /// <summary>Adds Meta's webhook protocol and API, once for however many of its channels.</summary>
    public static ChannelFamily AddMeta(this ChannelFamily family)
    {
        var services = family.Services;
        if (services.Any(service => service.ServiceType == typeof(GraphApi)))
            return family;
        services.AddOptions<MetaOptions>()
            .BindConfiguration(MetaOptions.Section)
            .Validate(
                options => options.GraphUrl is { IsAbsoluteUri: true, Scheme: "https" or "http" },
                $"{MetaOptions.Section}:GraphUrl is not an absolute web address.")
            .Validate(
                options => options.SendTimeout > TimeSpan.Zero && options.SendTimeout <= TimeSpan.FromMinutes(1),
                $"{MetaOptions.Section}:SendTimeout is not within a minute.")
            .ValidateOnStart();
        services.AddProviderClient(MetaWebhooks.ProviderName);
        services.AddMediaClient(
            MetaWebhooks.ProviderName,
            static found => () => found.GetRequiredService<IOptionsMonitor<MetaOptions>>().CurrentValue.GraphUrl);
        services.AddSingleton<GraphApi>();
        services.AddSingleton<GraphAnswers>();
        services.AddSingleton<IWebhookProtocol, MetaWebhooks>();
        return family;
    }
}
