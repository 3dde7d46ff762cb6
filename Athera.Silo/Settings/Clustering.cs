using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Athera.Silo.Settings;

/// <summary>What a silo that is one of several is told besides.</summary>
internal static class Clustering
{
    private const string AddressSetting = "Orleans:Endpoints:AdvertisedIPAddress",
        ListeningSetting = "Orleans:Endpoints:SiloListeningEndpoint";

    /// <exception cref="SettingException">One is missing or cannot be; the text names it.</exception>
    public static SiloSettings Read(IConfiguration configuration, SiloSettings settings)
    {
        if (settings.Storage != "Postgres")
            throw new SettingException("Athera:Cluster can be Cluster only when Athera:Storage is Postgres: an embedded database belongs to one process.");
        if (string.IsNullOrEmpty(configuration["Athera:Keys:Root"]))
            throw new SettingException("Athera:Keys:Root is required when Athera:Cluster is Cluster: all silos need the same.");
        var pace = configuration.GetSection("Athera:Membership").Get<MembershipPace>() ?? new();
        return pace.Fault is { } fault
            ? throw new SettingException(fault)
            : settings with
            {
                Clustered = true,
                Membership = pace,
                SiloAddress = AddressOf(configuration[AddressSetting], settings.Journal!),
                SiloListeningEndpoint = ListeningAt(configuration[ListeningSetting]),
            };
    }

    private static IPEndPoint? ListeningAt(string? given) => string.IsNullOrEmpty(given) ? null
        : IPEndPoint.TryParse(given, out var endpoint) && endpoint.Port > 0 ? endpoint
        : throw new SettingException($"{ListeningSetting} must be an address with a port, such as 0.0.0.0:11111.");

    // Silos that share a database can reach each other by the addresses they reach it from. On one machine that is the loopback address.
    private static IPAddress AddressOf(string? given, string journal)
    {
        if (!string.IsNullOrEmpty(given))
        {
            return IPAddress.TryParse(given, out var address) && !address.Equals(IPAddress.Any) && !address.Equals(IPAddress.IPv6Any)
                ? address
                : throw new SettingException($"{AddressSetting} must be the address other silos reach this one at.");
        }
        var database = new NpgsqlConnectionStringBuilder(journal);
        var host = database.Host?.Split(',')[0].Split(':')[0];
        if (string.IsNullOrEmpty(host) || host.StartsWith('/'))
            return IPAddress.Loopback;
        try
        {
            using var way = new Socket(SocketType.Dgram, ProtocolType.Udp);
            way.Connect(host, database.Port); // Sends nothing: it only chooses the way there.
            var local = ((IPEndPoint)way.LocalEndPoint!).Address;
            return local.IsIPv4MappedToIPv6 ? local.MapToIPv4() : local;
        }
        catch (SocketException)
        {
            throw new SettingException($"{AddressSetting} is required: no way to the host of ConnectionStrings:Athera was found that would tell it.");
        }
    }
}
