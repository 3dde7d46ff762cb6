using System.Net;
using System.Net.Sockets;

namespace Athera.Egress;

/// <summary>
/// Tells the addresses of the public network from those of machines, of the place Athera runs at, and of no one (the special-purpose
/// registries of IANA, RFC 6890). An untrusted name that leads to one of the latter would have Athera ask its own neighbours.
/// </summary>
internal static class PublicAddress
{
    private static readonly IPNetwork[] Special =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24",
            "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
            "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20",
        }.Select(IPNetwork.Parse),
    ];

    private static readonly IPNetwork Global = IPNetwork.Parse("2000::/3");

    /// <summary>Whether it is one of the public network.</summary>
    public static bool Is(IPAddress address)
    {
        var bare = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        if (bare.AddressFamily == AddressFamily.InterNetworkV6 && !Global.Contains(bare))
            return false;
        return bare.AddressFamily is AddressFamily.InterNetwork or AddressFamily.InterNetworkV6
            && !Array.Exists(Special, network => network.BaseAddress.AddressFamily == bare.AddressFamily && network.Contains(bare));
    }
}
