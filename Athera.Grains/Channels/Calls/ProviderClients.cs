using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Athera.Channels.Calls;

/// <summary>Registers how a provider is called.</summary>
internal static class ProviderClients
{
    /// <summary>Adds a provider's client. Nothing may retry below it: a send that is repeated without being asked arrives twice.</summary>
    public static void AddProviderClient(this IServiceCollection services, string name)
    {
        services.TryAddSingleton<ProviderCaller>();
        services.AddHttpClient(name)
            .ConfigureHttpClient(client => client.Timeout = Timeout.InfiniteTimeSpan)
            .UseSocketsHttpHandler((handler, _) =>
            {
                handler.AllowAutoRedirect = false;
                handler.UseCookies = false;
                handler.ConnectTimeout = TimeSpan.FromSeconds(5);
                handler.PooledConnectionLifetime = TimeSpan.FromMinutes(5);
                // Well below the servers' own idle limits: a connection they close under a request makes its outcome unknown.
                handler.PooledConnectionIdleTimeout = TimeSpan.FromSeconds(20);
            })
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
            .RemoveAllLoggers();
    }
}
