using Athera.Testing.Silos;

namespace Athera.FaultRuns.Worlds;

/// <summary>A silo with whoever looks after it: started again after it was killed, or ended because the others took it for dead.</summary>
internal sealed class Member(SiloProcess process, Gate database) : IAsyncDisposable
{
    private readonly SemaphoreSlim _turn = new(1);

    /// <summary>Where it listens.</summary>
    public Uri Url => process.Url;

    /// <summary>Its way to the database.</summary>
    public Gate Database => database;

    /// <summary>How often it ended without having been killed.</summary>
    public int EndedByItself { get; private set; }

    public Task StartAsync(CancellationToken cancellation) => InTurnAsync(() => process.StartAsync(cancellation));

    public Task KillAsync() => InTurnAsync(async () =>
    {
        if (process.HasEnded)
            await process.EndAsync(TimeSpan.FromSeconds(5));
        else
            await process.KillAsync();
    });

    public Task FreezeAsync() => process.FreezeAsync();

    public Task ThawAsync() => process.ThawAsync();

    /// <summary>Starts it if it has ended by itself.</summary>
    public Task ReviveAsync(CancellationToken cancellation) => InTurnAsync(async () =>
    {
        if (!process.HasEnded)
            return;
        EndedByItself++;
        await process.EndAsync(TimeSpan.FromSeconds(5));
        await process.StartAsync(cancellation);
    });

    public async ValueTask DisposeAsync()
    {
        await process.DisposeAsync();
        await database.DisposeAsync();
        _turn.Dispose();
    }

    private async Task InTurnAsync(Func<Task> work)
    {
        await _turn.WaitAsync();
        try
        {
            await work();
        }
        finally
        {
            _turn.Release();
        }
    }
}
