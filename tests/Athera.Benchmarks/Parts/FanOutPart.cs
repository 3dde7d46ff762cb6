using System.Diagnostics;
using Athera.Benchmarks.Floors;
using Athera.Benchmarks.Load;
using Athera.Benchmarks.Report;
using Athera.Benchmarks.Servers;

namespace Athera.Benchmarks.Parts;

/// <summary>How long it takes until everybody with an open inbox has a message.</summary>
internal static class FanOutPart
{
    private const int MostPerSecond = 200;

    private static readonly string[] Notes =
    [
        "A customer writes when all clients have been told of the message before. Counted are deliveries to a client; times run from the moment",
        "the webhook is posted. broadcast: signature checked, SignalR's own call to all clients, nothing stored, no tenants, no positions.",
    ];

    public static async Task<IReadOnlyList<Comparison>> RunAsync(BenchmarkOptions options, CancellationToken cancellation)
    {
        await using var database = await Database.StartAsync();
        await using var athera = await AtheraServer.StartAsync(database.AtheraConnection, null, cancellation);
        await using var floor = await FloorProgram.StartAsync(FloorKind.Broadcast, database.PlainConnection, null, cancellation);
        await athera.SetAgentAsync(enabled: false, cancellation);
        var webhooks = new Webhooks();
        await using var inboxes = await HubAudience.ConnectAsync(
            new Uri(athera.Address, BroadcastHub.Path), athera.ApiKey, options.Clients, cancellation);
        await using var listeners = await HubAudience.ConnectAsync(
            new Uri(floor.Address, BroadcastHub.Path), null, options.Clients, cancellation);
        var first = new Side(athera.Port, athera.ProcessId, database.ProcessId);
        var second = new Side(floor.Port, floor.Id, database.ProcessId);
        List<Round> atheras = [], floors = [];
        for (var round = 0; round <= options.Rounds; round++)
        {
            atheras.Add(await first.MeasureAsync(() => SpeakAsync(first, inboxes, webhooks, options, cancellation)));
            floors.Add(await second.MeasureAsync(() => SpeakAsync(second, listeners, webhooks, options, cancellation)));
        }
        // The first round warms the code.
        return [Comparison.OfRounds($"hub, {options.Clients:N0} clients", Notes, "Athera", "broadcast", atheras[1..], floors[1..])];
    }

    private static async Task<Sample> SpeakAsync(
        Side side, HubAudience audience, Webhooks webhooks, BenchmarkOptions options, CancellationToken cancellation)
    {
        using var connection = await LoadConnection.OpenAsync(side.Port, cancellation);
        var length = TimeSpan.FromSeconds(options.Seconds);
        var requests = webhooks.Write((int)(options.Seconds * MostPerSecond), i => i % 100);
        var heard = new List<List<TimeSpan>>();
        var started = Stopwatch.GetTimestamp();
        for (var i = 0; i < requests.Length && Stopwatch.GetElapsedTime(started) < length; i++)
        {
            var request = requests[i];
            heard.Add(await audience.HearAsync(async () => await connection.SendAsync(request, cancellation)));
        }
        return Sample.Of(Stopwatch.GetElapsedTime(started), heard);
    }
}
