using Athera.Testing.Silos;

namespace Athera.FaultRuns.Worlds;

/// <summary>A silo with whoever looks after it: started again after it was killed, or ended because the others took it for dead.</summary>
internal sealed class Member(SiloProcess process, Gate database, Gate others) : IAsyncDisposable
{
    private const int MostStarts = 5;

    private readonly SemaphoreSlim _turn = new(1);

    /// <summary>Where it listens.</summary>
    public Uri Url => process.Url;

    /// <summary>Its way to the database.</summary>
    public Gate Database => database;

    /// <summary>The others' way to it. It is closed while the process is not there.</summary>
    public Gate Others => others;

    /// <summary>How often it ended without having been killed.</summary>
    public int EndedByItself { get; private set; }

    public Task StartAsync(CancellationToken cancellation) => InTurnAsync(() => StartUntilItStandsAsync(cancellation));

    public Task KillAsync() => InTurnAsync(async () =>
    {
        if (process.HasEnded)
            await process.EndAsync(TimeSpan.FromSeconds(5));
        else
            await process.KillAsync();
        await others.CloseAsync();
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
        await others.CloseAsync();
        await StartUntilItStandsAsync(cancellation);
    });

    public async ValueTask DisposeAsync()
    {
        await process.DisposeAsync();
        await database.DisposeAsync();
        await others.DisposeAsync();
        _turn.Dispose();
    }

    // A silo that finds no database gives up after a while, and whoever runs it starts it again.
    private async Task StartUntilItStandsAsync(CancellationToken cancellation)
    {
        others.Open();
        for (var start = 1; ; start++)
        {
            try
            {
                await process.StartAsync(cancellation);
                return;
            }
            catch (InvalidOperationException) when (start < MostStarts && process.HasEnded)
            {
                await process.EndAsync(TimeSpan.FromSeconds(5));
            }
        }
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
