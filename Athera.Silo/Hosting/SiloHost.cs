using System.Globalization;
using Athera.Api;
using Athera.Journal;
using Athera.Knowledge.Documents;
using Athera.Lab;
using Athera.Silo.Cluster;
using Athera.Silo.Demo;
using Athera.Silo.Health;
using Athera.Silo.Settings;
using Athera.Silo.Storage.Postgres;
using Athera.Silo.Storage.Sqlite;
using Microsoft.Extensions.Options;
using Serilog;
using Serilog.Events;

namespace Athera.Silo.Hosting;

/// <summary>Puts a process together: silo, API and, in development, the lab.</summary>
public static class SiloHost
{
    /// <summary>
    /// Runs until told to stop. Gives the exit code: 1 when a setting is missing or the database cannot be reached. With
    /// <c>--health</c> it asks a running Athera instead: 0 when that is ready. With <c>--read-document</c> it reads one for a silo.
    /// </summary>
    public static async Task<int> RunAsync(string[] args)
    {
        try
        {
            if (HealthSwitch.Is(args))
                return await HealthSwitch.AskAsync();
            if (DocumentSwitch.Is(args))
                return await DocumentSwitch.RunAsync(args);
            await using var app = Build(args);
            // Before anything is touched.
            app.Services.GetService<IStartupValidator>()?.Validate();
            await Schema.PrepareAsync(app.Services, CancellationToken.None);
            if (app.Services.GetService<AbandonedSilos>() is { } abandoned)
                await abandoned.DeclareDeadAsync(CancellationToken.None);
            await app.RunAsync();
            return 0;
        }
        catch (SettingException e)
        {
            await Console.Error.WriteLineAsync($"Athera cannot start: {e.Message}");
            return 1;
        }
        catch (OptionsValidationException e)
        {
            await Console.Error.WriteLineAsync($"Athera cannot start: {e.Message}");
            return 1;
        }
        catch (StoreUnavailableException)
        {
            await Console.Error.WriteLineAsync("Athera cannot start: the database does not answer; see ConnectionStrings:Athera and Athera:DataDirectory.");
            return 1;
        }
    }

    private static WebApplication Build(string[] args)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, EnvironmentName = SourceTree.Environment });
        builder.Configuration.AddSecretFiles();
        var settings = SiloSettings.Read(builder.Configuration, builder.Environment.IsDevelopment());
        builder.WebHost.UseUrls(settings.Urls);
        builder.Configuration["Athera:DataDirectory"] = settings.DataDirectory;
        // Orleans reads these by itself, and 0 is no port to it.
        builder.Configuration["Orleans:Endpoints:SiloPort"] = settings.SiloPort.ToString(CultureInfo.InvariantCulture);
        builder.Configuration["Orleans:Endpoints:GatewayPort"] = settings.GatewayPort.ToString(CultureInfo.InvariantCulture);
        AddLogging(builder);
        AddStorage(builder.Services, settings);
        builder.Services.AddSingleton(settings);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = settings.DrainTime);
        builder.Services.AddSingleton(settings.ClockStart is { } start
            ? new Clock.ShiftedClock(DateTimeOffset.FromUnixTimeSeconds(start))
            : TimeProvider.System);
        builder.Services.AddSingleton<Channels.IPublicUrl, ConfiguredPublicUrl>();
        builder.Services.AddSingleton(builder.Configuration.GetSection("Athera:Patience").Get<Conversations.Patience>() ?? new());
        builder.Services.AddAtheraGrains();
        builder.Services.AddAtheraApi(builder.Configuration);
        builder.Services.AddHealthChecks()
            .AddCheck<JournalHealth>("journal", timeout: StorageHealth.Deadline)
            .AddCheck<KeysHealth>("keys", timeout: StorageHealth.Deadline);
        builder.UseOrleans(silo => silo.AddAthera(settings));
        builder.Services.AddHostedService<Announcement>();
        if (settings.Development)
        {
            builder.Services.AddDemo(settings);
            builder.Services.AddOptions<Egress.OutboundOptions>().BindConfiguration(Egress.OutboundOptions.Section);
        }

        var app = builder.Build();
        app.MapAtheraApi();
        if (settings.Development)
            app.MapLab();
        return app;
    }

    // A watchdog that on its first look takes the machine's uptime for a delay.
    private static bool IsBackgroundNoise(LogEvent entry) =>
        entry.MessageTemplate.Text is { } text && text.Contains("Participant check thread", StringComparison.Ordinal);

    private static void AddStorage(IServiceCollection services, SiloSettings settings)
    {
        if (settings.Storage == "Postgres")
            services.AddPostgresStorage(settings.Journal!, settings.Keys);
        else
            services.AddSqliteStorage(settings.DataDirectory);
    }

    // A person reads this: what Athera has to say, and of the libraries only what went wrong.
    private static void AddLogging(WebApplicationBuilder builder)
    {
        builder.Logging.ClearProviders();
        builder.Services.AddSerilog(log => log
            .MinimumLevel.Information()
            .MinimumLevel.Override("Microsoft", LogEventLevel.Warning)
            .MinimumLevel.Override("Microsoft.Hosting.Lifetime", LogEventLevel.Warning)
            .MinimumLevel.Override("Orleans", LogEventLevel.Warning)
            .MinimumLevel.Override("Polly", LogEventLevel.Warning)
            .MinimumLevel.Override("System", LogEventLevel.Warning)
            .Filter.ByExcluding(IsBackgroundNoise)
            .Filter.With(new FloodGate(TimeProvider.System))
            .ReadFrom.Configuration(builder.Configuration)
            .WriteTo.Console(
                outputTemplate: "{Timestamp:HH:mm:ss} {Level:u3} {Message:lj}{Missed}{NewLine}{Exception}",
                formatProvider: CultureInfo.InvariantCulture));
    }
}
