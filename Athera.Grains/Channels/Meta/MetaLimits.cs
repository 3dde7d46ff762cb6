using System.Security.Cryptography;
using System.Text;

namespace Athera.Channels.Meta;

/// <summary>Whose limit of calls an account shares: that of its own app, or of the app all share.</summary>
internal static class MetaLimits
{
    /// <summary>The app, named by a hash of its secret.</summary>
    public static string GroupOf(ChannelSettings settings) => settings["appSecret"] is { Length: > 0 } secret
        ? $"{MetaWebhooks.ProviderName}:{Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(secret)))}"
        : MetaWebhooks.ProviderName;
}
