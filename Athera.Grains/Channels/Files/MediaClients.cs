using System.Net;
using Athera.Egress;
using Microsoft.Extensions.DependencyInjection;

namespace Athera.Channels.Files;

/// <summary>Registers how files of a provider are asked for.</summary>
internal static class MediaClients
{
    /// <summary>Adds a provider's client, under the provider's name as key.</summary>
    /// <param name="services">Where.</param>
    /// <param name="provider">The provider.</param>
    /// <param name="url">Its configured address, asked for at the time of use.</param>
    public static void AddMediaClient(this IServiceCollection services, string provider, Func<IServiceProvider, Func<Uri>> url) =>
        services.AddKeyedSingleton(provider, (found, _) => new MediaClient(
            provider, EgressGuard.WithProvider(url(found), static (host, cancellation) => Dns.GetHostAddressesAsync(host, cancellation))));
}
