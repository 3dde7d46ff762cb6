using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Athera.Channels;

/// <summary>Every channel and every provider's protocol this Athera has; which they are is decided by registration alone.</summary>
public sealed class ChannelCatalog
{
    private readonly FrozenDictionary<string, IChannel> _channels;
    private readonly FrozenDictionary<string, IWebhookProtocol> _protocols;

    /// <summary>Lists what was registered.</summary>
    /// <exception cref="ArgumentException">Two have the same name.</exception>
    public ChannelCatalog(IEnumerable<IChannel> channels, IEnumerable<IWebhookProtocol> protocols)
    {
        Channels = [.. channels.OrderBy(channel => channel.Kind, StringComparer.Ordinal)];
        _channels = Channels.ToDictionary(channel => channel.Kind).ToFrozenDictionary(StringComparer.Ordinal);
        _protocols = protocols.ToDictionary(protocol => protocol.Provider).ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <summary>Every channel, by name.</summary>
    public ImmutableArray<IChannel> Channels { get; }

    /// <summary>The channel of this kind, or <see langword="null"/>.</summary>
    public IChannel? FindChannel(string kind) => _channels.GetValueOrDefault(kind);

    /// <summary>The protocol of this provider, or <see langword="null"/>.</summary>
    public IWebhookProtocol? FindProtocol(string provider) => _protocols.GetValueOrDefault(provider);
}
