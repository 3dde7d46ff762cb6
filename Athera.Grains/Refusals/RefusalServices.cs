using Microsoft.Extensions.DependencyInjection;

namespace Athera.Refusals;

/// <summary>Registers what counts and explains refused webhooks.</summary>
public static class RefusalServices
{
    /// <summary>Adds it.</summary>
    public static IServiceCollection AddRefusals(this IServiceCollection services)
    {
        services.AddSingleton<LastRefusals>();
        services.AddSingleton<RefusalDiagnosis>();
        services.AddSingleton<RefusedWebhooks>();
        services.AddSingleton<RefusalLedger>();
        services.AddHostedService(provider => provider.GetRequiredService<RefusalLedger>());
        return services;
    }
}
