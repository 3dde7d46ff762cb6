using System.Collections.Concurrent;
using System.Diagnostics;
using Athera.FaultRuns.Customers;
using Athera.FaultRuns.Histories;
using Athera.FaultRuns.Worlds;

namespace Athera.FaultRuns.Readers;

/// <summary>
/// Reads all conversations after the last fault has healed. What is still open is read again until the time is over in which everything
/// has to have come to an end.
/// </summary>
internal sealed class LastReading(World world)
{
    /// <summary>I8: after the faults have healed everything is over within this.</summary>
    public static TimeSpan Bound { get; } = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>Reads, and adds what it read to the history.</summary>
    /// <param name="healed">When the last fault was over, as a timestamp of <see cref="Stopwatch"/>.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>How long after that nothing was open any more.</returns>
    public async Task<TimeSpan> RunAsync(long healed, CancellationToken cancellation)
    {
        var open = new List<(int Tenant, string Id)>();
        for (var tenant = 0; tenant < world.Cast.Tenants; tenant++)
        {
            foreach (var id in await Reader(tenant).AllAsync(cancellation))
                open.Add((tenant, id));
        }
        while (true)
        {
            var late = Stopwatch.GetElapsedTime(healed) > Bound;
            open = await ReadAsync(open, late, cancellation);
            if (open.Count == 0)
                return Stopwatch.GetElapsedTime(healed);
            await Task.Delay(Pause, cancellation);
        }
    }

    private async Task<List<(int, string)>> ReadAsync(IReadOnlyList<(int Tenant, string Id)> conversations, bool last, CancellationToken cancellation)
    {
        var open = new ConcurrentBag<(int, string)>();
        await Parallel.ForEachAsync(conversations, new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = cancellation }, async (one, _) =>
        {
            var transcript = await Reader(one.Tenant).ReadAllAsync(one.Id, cancellation);
            if (last || IsOver(transcript))
                world.History.Add(transcript);
            else
                open.Add(one);
        });
        return [.. open];
    }

    private bool IsOver(Transcript transcript)
    {
        var held = world.Cast.PartOf(transcript.Tenant) == Part.TokenRevoked;
        var answered = transcript.Lines.SelectMany(line => line.Answers ?? []).ToHashSet();
        return transcript.Lines.All(line => line.State switch
        {
            LineState.Received => answered.Contains(line.Number) || transcript.Responder != "agent",
            LineState.Queued => held,
            LineState.Attempting or LineState.Unknown => false,
            _ => true,
        });
    }

    private TranscriptReader Reader(int tenant) => new(world.History, tenant, world.Apis[tenant]);
}
