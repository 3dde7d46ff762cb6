using Microsoft.Extensions.Hosting;

namespace Athera.Journal;

/// <summary>Looks through the database again and again for work. A look that fails says so, and the next one comes all the same.</summary>
/// <param name="interval">From one look to the next.</param>
/// <param name="clock">The clock.</param>
public abstract class Sweep(TimeSpan interval, TimeProvider clock) : BackgroundService
{
    /// <summary>The clock.</summary>
    protected TimeProvider Clock => clock;

    /// <summary>Looks once.</summary>
    /// <exception cref="StoreUnavailableException">The database does not answer.</exception>
    public abstract Task SweepAsync(CancellationToken cancellation);

    /// <summary>Says that the database did not answer.</summary>
    protected abstract void StoreUnavailable();

    /// <summary>Says that a look failed.</summary>
    protected abstract void Failed(Exception failure);

    /// <inheritdoc/>
    protected sealed override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(interval, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await SweepAsync(stoppingToken);
            }
            catch (StoreUnavailableException)
            {
                StoreUnavailable();
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                Failed(failure);
            }
        }
    }
}
