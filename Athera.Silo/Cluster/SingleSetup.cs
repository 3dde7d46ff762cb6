using System.Net;
using Athera.Journal;
using Athera.Silo.Settings;
using Orleans.Configuration;

namespace Athera.Silo.Cluster;

/// <summary>Makes a process that is alone.</summary>
internal static class SingleSetup
{
    public static void AddSingle(this ISiloBuilder silo, SiloSettings settings)
    {
        silo.UseLocalhostClustering(settings.SiloPort, settings.GatewayPort);
        silo.Configure<EndpointOptions>(endpoints => endpoints.AdvertisedIPAddress = IPAddress.Loopback);
        silo.Services.AddSingleton<ISiloRoster, SingleSiloRoster>();
    }
}
