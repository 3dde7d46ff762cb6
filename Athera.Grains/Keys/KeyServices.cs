using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace Athera.Keys;

/// <summary>Puts the vault into a host.</summary>
public static class KeyServices
{
    /// <summary>
    /// Adds <see cref="IKeyVault"/> and the <see cref="RootKey"/> of the configuration. The host brings an <see cref="IKeyStore"/>.
    /// It refuses to start without a root key, except in development, where one is made in <c>Athera:DataDirectory</c>.
    /// </summary>
    public static IServiceCollection AddKeyVault(this IServiceCollection services, KeyVaultOptions? options = null)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(options ?? new KeyVaultOptions());
        services.TryAddSingleton(provider =>
        {
            var configuration = provider.GetRequiredService<IConfiguration>();
            return RootKey.FromConfiguration(
                configuration[RootKey.Setting],
                configuration["Athera:DataDirectory"] ?? ".athera",
                mayCreate: provider.GetRequiredService<IHostEnvironment>().IsDevelopment());
        });
        services.TryAddSingleton<IKeyVault, KeyVault>();
        services.AddHostedService<RootKeyAtStart>();
        return services;
    }

    /// <summary>Built when the host starts, and the root key with it: its absence is noticed then, not at the first message.</summary>
    private sealed class RootKeyAtStart : IHostedService
    {
        public RootKeyAtStart(RootKey root) => ArgumentNullException.ThrowIfNull(root);

        public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
