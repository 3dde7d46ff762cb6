using Athera.Journal;
using Athera.Silo.Settings;
using Npgsql;
using Orleans.Configuration;

namespace Athera.Silo.Cluster;

/// <summary>Makes a process one of several over the same database.</summary>
internal static class ClusterSetup
{
    /// <summary>
    /// Not a setting: the database is the cluster. Two clusters over one journal would each take the other's work for abandoned.
    /// </summary>
    private const string Name = "athera";

    /// <summary>Connections for the membership: apart from the journal's, so that a full pool does not look like a dead silo.</summary>
    private const int Connections = 4;

    /// <summary>In seconds. Shorter than the time in which a silo is missed.</summary>
    private const int Timeout = 3;

    public static void AddCluster(this ISiloBuilder silo, SiloSettings settings)
    {
        silo.Configure<ClusterOptions>(cluster => (cluster.ClusterId, cluster.ServiceId) = (Name, Name));
        silo.Configure<EndpointOptions>(endpoints =>
        {
            endpoints.AdvertisedIPAddress = settings.SiloAddress;
            endpoints.SiloPort = settings.SiloPort;
            endpoints.GatewayPort = settings.GatewayPort;
            endpoints.SiloListeningEndpoint = settings.SiloListeningEndpoint;
        });
        silo.Configure<ClusterMembershipOptions>(settings.Membership.ApplyTo);
        silo.Services.AddSingleton(settings.Membership);
        silo.UseAdoNetClustering(clustering =>
        {
            clustering.Invariant = "Npgsql";
            clustering.ConnectionString = ConnectionString(settings.Journal!);
        });
        silo.Services.AddSingleton<IFatalErrorHandler, SiloEnd>();
        silo.Services.AddSingleton(services => SiloNames.IdentityOf(services.GetRequiredService<ILocalSiloDetails>().SiloAddress));
        silo.Services.AddSingleton<ClusterRoster>();
        silo.Services.AddSingleton<ISiloRoster>(services => services.GetRequiredService<ClusterRoster>());
        silo.Services.AddHostedService(services => services.GetRequiredService<ClusterRoster>());
        silo.Services.AddSingleton<AbandonedSilos>();
        silo.Services.AddHealthChecks().AddCheck<ClusterHealth>("cluster");
    }

    private static string ConnectionString(string journal) => new NpgsqlConnectionStringBuilder(journal)
    {
        MaxPoolSize = Connections,
        Timeout = Timeout,
        CommandTimeout = Timeout,
        Enlist = false,
        IncludeErrorDetail = false,
        ApplicationName = "athera-membership",
    }.ToString();
}
