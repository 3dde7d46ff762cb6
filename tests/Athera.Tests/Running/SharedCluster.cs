using Athera.Testing.Silos;

namespace Athera.Tests.Running;

/// <summary>One cluster for all tests of a class that leave it whole, started by the first that asks.</summary>
public sealed class SharedCluster : IAsyncDisposable
{
    private Task<RunningCluster>? _cluster;

    public Task<RunningCluster> GetAsync(Func<Task<RunningCluster>> start) => _cluster ??= start();

    public async ValueTask DisposeAsync()
    {
        if (_cluster is { IsCompletedSuccessfully: true })
            await (await _cluster).DisposeAsync();
    }
}
