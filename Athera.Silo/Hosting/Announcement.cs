using Athera.Silo.Settings;

namespace Athera.Silo.Hosting;

/// <summary>Says where to go, once there is somewhere to go.</summary>
internal sealed partial class Announcement(
    SiloSettings settings, IHostApplicationLifetime lifetime, ILogger<Announcement> log) : IHostedService
{
    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        lifetime.ApplicationStarted.Register(Announce);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private void Announce()
    {
        Listening(log, settings.Urls, settings.Storage);
        if (settings.Development)
            Welcome(log, settings.LocalUrl, settings.LocalUrl, settings.LocalUrl, settings.DemoAdminKey);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Athera is listening on {Urls}, storing in {Storage}")]
    private static partial void Listening(ILogger log, string urls, string storage);

    [LoggerMessage(Level = LogLevel.Information, Message = "Write as a customer: {Lab}lab and {Shop}lab/shop   The API: {Docs}docs with the demo tenant's key {Key}")]
    private static partial void Welcome(ILogger log, Uri lab, Uri shop, Uri docs, string key);
}
