using Athera.Inbox;
using Athera.Silo.Cluster;
using Athera.Silo.Settings;
using Orleans.Configuration;
using Orleans.Runtime.GrainDirectory;

namespace Athera.Silo.Hosting;

/// <summary>Sets Orleans up.</summary>
internal static class OrleansSetup
{
    /// <summary>Idle conversations leave memory after this; coming back costs one read.</summary>
    private static readonly TimeSpan IdleAge = TimeSpan.FromMinutes(5);

    /// <summary>How often a silo looks whether the live feed has grown: a quarter of what a person would call at once.</summary>
    private static readonly TimeSpan LiveFeedPeriod = TimeSpan.FromMilliseconds(25);

    public static void AddAthera(this ISiloBuilder silo, SiloSettings settings)
    {
        if (settings.Clustered)
            silo.AddCluster(settings);
        else
            silo.AddSingle(settings);
        silo.Configure<GrainCollectionOptions>(collection => collection.CollectionAge = IdleAge);
        // Before Orleans' own, since the first that knows a type is believed.
        silo.Services.Insert(0, ServiceDescriptor.Singleton<IGrainInterfaceTypeProvider, RememberedInterfaceTypes>());
        silo.Services.AddSingleton<IGrainDirectoryResolver, LocalWorkers>();
        silo.AddIncomingGrainCallFilter<Access.TenantCallFilter>();

        // The live wire may lose what it carries: what it says is only "there is more", and the journal has it.
        silo.AddMemoryGrainStorage("PubSubStore");
        silo.AddMemoryStreams(InboxStreams.Provider, streams =>
        {
            streams.ConfigurePartitioning(2);
            streams.ConfigurePullingAgent(agent =>
                agent.Configure(options => options.GetQueueMsgsTimerPeriod = LiveFeedPeriod));
        });
    }
}
