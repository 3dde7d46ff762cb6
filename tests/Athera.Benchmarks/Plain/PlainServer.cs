using System.Net;
using Athera.Benchmarks.Load;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Athera.Benchmarks.Plain;

/// <summary>
/// The same job as one would write it by hand: a minimal API and a database. Without a Graph address a webhook is proven, parsed
/// and stored; with one it is also answered, all of it before the 200, which is the common simple way that loses nothing.
/// </summary>
internal static class PlainServer
{
    /// <summary>The argument that turns the benchmark's program into this one.</summary>
    public const string Command = "plain-server";

    private const int MaxBody = 4 * 1024 * 1024;

    /// <summary>Runs until it is killed.</summary>
    /// <param name="args">Port, connection string, size of the pool and, to answer messages, the Graph API's address.</param>
    public static async Task<int> RunAsync(string[] args)
    {
        var (port, connectionString, pool, graph) = (int.Parse(args[0]), args[1], int.Parse(args[2]), args.ElementAtOrDefault(3));
        await using var database = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connectionString)
        {
            MaxPoolSize = pool,
            MaxAutoPrepare = 20,
            NoResetOnClose = true,
        });
        var store = new PlainStore(database);
        await store.CreateAsync(answers: graph is not null);
        using var sender = graph is null ? null : new PlainSender(graph);
        var reception = new PlainReception(store, sender);

        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = MaxBody;
            kestrel.Listen(IPAddress.Loopback, port);
        });
        var app = builder.Build();
        app.MapGet("/health/ready", () => Results.Ok());
        app.MapPost("/webhooks/meta", (RequestDelegate)(context => reception.ReceiveAsync(context, Webhooks.AppSecret)));
        await app.RunAsync();
        return 0;
    }
}
