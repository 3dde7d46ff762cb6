using Athera.Testing.Silos;

namespace Athera.Tests.Running;

/// <summary>One Athera for all tests of a class that leave it running, started by the first that asks.</summary>
public sealed class SharedAthera : IAsyncDisposable
{
    private Task<RunningAthera>? _athera;

    public Task<RunningAthera> GetAsync(Func<Task<RunningAthera>> start) => _athera ??= start();

    public async ValueTask DisposeAsync()
    {
        if (_athera is { IsCompletedSuccessfully: true })
            await (await _athera).DisposeAsync();
    }
}
