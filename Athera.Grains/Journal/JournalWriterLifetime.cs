using Microsoft.Extensions.Hosting;

namespace Athera.Journal;

/// <summary>
/// Stops the writer after every other service has stopped, whatever the order of their registration: the silo is one of them, and
/// its grains may append until it is down.
/// </summary>
internal sealed class JournalWriterLifetime(JournalWriter writer) : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => writer.StopAsync(cancellationToken);
}
