using Athera.Channels;

namespace Athera.Silo.Settings;

/// <summary>The public address as configured.</summary>
/// <param name="settings">The settings.</param>
internal sealed class ConfiguredPublicUrl(SiloSettings settings) : IPublicUrl
{
    /// <inheritdoc/>
    public Uri Current => settings.PublicUrl;
}
