using System.Diagnostics.CodeAnalysis;
using Orleans.GrainDirectory;
using Orleans.Metadata;
using Orleans.Runtime.GrainDirectory;

namespace Athera.Silo.Hosting;

/// <summary>
/// The directory of stateless workers: it is empty. They run on the silo that calls them and are entered nowhere, yet Orleans looks for
/// each in its distributed directory first. That costs a call to another silo, and while that one is gone the call fails, of all things
/// on a silo that lacks nothing.
/// </summary>
internal sealed class LocalWorkers : IGrainDirectory, IGrainDirectoryResolver
{
    // What Orleans writes down as the placement of a class with [StatelessWorker]; its type is not public.
    private const string Placement = "StatelessWorkerPlacement";

    /// <inheritdoc/>
    public bool TryResolveGrainDirectory(
        GrainType grainType, GrainProperties? properties, [NotNullWhen(true)] out IGrainDirectory? grainDirectory)
    {
        var isWorker = properties is not null
            && properties.Properties.TryGetValue(WellKnownGrainTypeProperties.PlacementStrategy, out var placement)
            && placement == Placement;
        grainDirectory = isWorker ? this : null;
        return isWorker;
    }

    /// <inheritdoc/>
    public Task<GrainAddress?> Lookup(GrainId grainId) => Task.FromResult<GrainAddress?>(null);

    /// <inheritdoc/>
    public Task<GrainAddress?> Register(GrainAddress address) => Task.FromResult<GrainAddress?>(address);

    /// <inheritdoc/>
    public Task<GrainAddress?> Register(GrainAddress address, GrainAddress? previousAddress) => Register(address);

    /// <inheritdoc/>
    public Task Unregister(GrainAddress address) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task UnregisterSilos(List<SiloAddress> siloAddresses) => Task.CompletedTask;
}
