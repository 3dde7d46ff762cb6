using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Athera.Channels;

/// <summary>The family while it is being put together: each member adds itself with an extension method of its own.</summary>
/// <param name="Services">Where members register.</param>
public sealed record ChannelFamily(IServiceCollection Services);

/// <summary>Registers the family.</summary>
public static class ChannelFamilyRegistration
{
    /// <summary>
    /// Adds the catalog, empty: members follow, one line each. The host provides <see cref="IPublicUrl"/> for the members that ask
    /// providers to call back.
    /// </summary>
    public static ChannelFamily AddChannels(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<ChannelCatalog>();
        return new ChannelFamily(services);
    }
}
