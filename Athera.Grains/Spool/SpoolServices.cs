using Athera.Channels;
using Microsoft.Extensions.DependencyInjection;

namespace Athera.Spool;

/// <summary>Registers the spool.</summary>
public static class SpoolServices
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(6);

    /// <summary>Puts the spool under the gateway. The host provides the <see cref="Keys.RootKey"/>.</summary>
    public static IServiceCollection AddWebhookSpool(this IServiceCollection services)
    {
        services.AddOptions<SpoolOptions>()
            .BindConfiguration(SpoolOptions.Section)
            .Validate(
                spool => spool.After > TimeSpan.Zero && spool.After <= LongestWait,
                $"{SpoolOptions.Section}:{nameof(SpoolOptions.After)} has to be more than 0 and at most {LongestWait.TotalSeconds:0} s.")
            .Validate(
                spool => spool.MaxWebhooks > 0 && spool.MaxBytes > 0,
                $"{SpoolOptions.Section}:{nameof(SpoolOptions.MaxWebhooks)} and {nameof(SpoolOptions.MaxBytes)} have to be at least 1.")
            .ValidateOnStart();
        services.AddSingleton<WebhookSpool>();
        services.AddSingleton<IChannelGateway, SpoolingGateway>();
        services.AddHostedService<SpoolDrain>();
        return services;
    }
}
