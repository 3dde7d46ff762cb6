using Athera.Benchmarks.Floors;
using Athera.Benchmarks.Load;
using Athera.Benchmarks.Report;
using Athera.Benchmarks.Servers;

namespace Athera.Benchmarks.Parts;

/// <summary>What a conversation that nobody writes in holds of memory.</summary>
internal static class MemoryPart
{
    private const int Talking = 2_000, Connections = 64, KiB = 1024;

    private static readonly string[] Notes =
    [
        "Resident memory of the process after so many more customers have written once, less that before, by their number; both after the same",
        "seconds of traffic of others, so that as much garbage lies about. In the database are as many conversations as were stored before the",
        "start. aim: at most 4 KB. grain call: the same with an empty grain for each customer.",
    ];

    public static async Task<IReadOnlyList<Comparison>> RunAsync(BenchmarkOptions options, CancellationToken cancellation)
    {
        await using var database = await Database.StartAsync();
        var (kept, resident) = await AtheraAsync(database, options, cancellation);
        await using var floor = await FloorProgram.StartAsync(FloorKind.GrainCall, database.PlainConnection, null, cancellation);
        var (keptByFloor, residentOfFloor) = await GrowthAsync(floor.Port, floor.Id, new Webhooks(), options, cancellation);
        return
        [
            new Comparison($"memory, {options.Stored:N0} stored, {options.Idle:N0} idle", Notes, "Athera", "grain call",
            [
                new Measure("KB per idle conversation", "F2", [kept], [keptByFloor]),
                new Measure("MB resident in the end", "F0", [resident], [residentOfFloor]),
            ]),
        ];
    }

    private static async Task<(double PerConversation, double Resident)> AtheraAsync(
        Database database, BenchmarkOptions options, CancellationToken cancellation)
    {
        await using var athera = await AtheraServer.StartAsync(database.AtheraConnection, null, cancellation);
        await athera.SetAgentAsync(enabled: false, cancellation);
        var webhooks = new Webhooks();
        const int AtATime = 100_000;
        for (var first = 0; first < options.Stored; first += AtATime)
        {
            var start = first;
            var some = webhooks.Write(Math.Min(AtATime, options.Stored - first), i => start + i);
            await new Rush([athera.Port], some, cancellation).RunAsync(Connections);
        }
        await athera.RestartAsync(cancellation);
        return await GrowthAsync(athera.Port, athera.ProcessId, webhooks, options, cancellation);
    }

    private static async Task<(double PerConversation, double Resident)> GrowthAsync(
        int port, int process, Webhooks webhooks, BenchmarkOptions options, CancellationToken cancellation)
    {
        await TalkAsync();
        await TalkAsync();
        var before = ProcessMemory.Resident(process);
        await new Rush([port], webhooks.Write(options.Idle, i => Talking + i), cancellation).RunAsync(Connections);
        await TalkAsync();
        var after = ProcessMemory.Resident(process);
        return ((double)(after - before) / options.Idle / KiB, (double)after / KiB / KiB);

        Task TalkAsync() => new Rush([port], webhooks.Write(Talking * 20, i => i % Talking), cancellation).RunAsync(Connections);
    }
}
