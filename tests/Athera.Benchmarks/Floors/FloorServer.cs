using System.Net;
using Athera.Benchmarks.Load;
using Athera.Benchmarks.Plain;
using Athera.Benchmarks.Servers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Athera.Benchmarks.Floors;

/// <summary>A server behind the same HTTP front that does one of the things Athera does, and nothing else.</summary>
internal static class FloorServer
{
    /// <summary>The argument that turns the benchmark's program into this one.</summary>
    public const string Command = "floor-server";

    /// <summary>As many as Athera has by default.</summary>
    private const int MaxDatabaseConnections = 20;

    private const int MaxBody = 4 * 1024 * 1024;

    /// <summary>Runs until it is killed.</summary>
    /// <param name="args">What it does, port, connection string and, to send, the Graph API's address.</param>
    public static async Task<int> RunAsync(string[] args)
    {
        var (kind, port) = (Enum.Parse<FloorKind>(args[0]), int.Parse(args[1]));
        await using var database = NpgsqlDataSource.Create(
            new NpgsqlConnectionStringBuilder(args[2]) { MaxPoolSize = MaxDatabaseConnections, MaxAutoPrepare = 20, NoResetOnClose = true });
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = MaxBody;
            kestrel.Listen(IPAddress.Loopback, port);
        });
        if (kind == FloorKind.GrainCall)
            builder.Host.UseOrleans(silo => silo.UseLocalhostClustering(ServerProcess.FreePort(), ServerProcess.FreePort()));
        if (kind == FloorKind.Broadcast)
            builder.Services.AddSignalR();
        var app = builder.Build();
        app.MapGet("/health/ready", () => Results.Ok());
        if (kind == FloorKind.Broadcast)
            app.MapHub<BroadcastHub>(BroadcastHub.Path);
        app.MapPost("/webhooks/meta", Proven(await EffectAsync(kind, app.Services, database)));
        if (kind == FloorKind.Drain)
            await DrainFloor.MapAsync(app, database, args[3]);
        await app.RunAsync();
        return 0;
    }

    private static RequestDelegate Proven(Func<byte[], Task> effect) => async context =>
    {
        if (await PlainProof.ReadAsync(context, Webhooks.AppSecret) is not { } body)
            return;
        await effect(body);
        context.Response.ContentLength = 0;
    };

    private static async Task<Func<byte[], Task>> EffectAsync(FloorKind kind, IServiceProvider services, NpgsqlDataSource database)
    {
        switch (kind)
        {
            case FloorKind.GroupCommit:
                return (await GroupCommitFloor.CreateAsync(database)).StoreAsync;
            case FloorKind.GrainCall:
                var grains = services.GetRequiredService<IGrainFactory>();
                return body => grains.GetGrain<IEmptyGrain>(PlainWebhook.Read(body).First().From).Touch();
            case FloorKind.Broadcast:
                var hub = services.GetRequiredService<Microsoft.AspNetCore.SignalR.IHubContext<BroadcastHub>>();
                return body => BroadcastHub.TellAsync(hub, PlainWebhook.Read(body).First());
            default:
                return _ => Task.CompletedTask;
        }
    }
}
