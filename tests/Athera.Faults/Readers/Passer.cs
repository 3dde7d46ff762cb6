using Athera.FaultRuns.Worlds;

namespace Athera.FaultRuns.Readers;

/// <summary>Somebody who looks into a conversation here and there while everything goes on.</summary>
internal sealed class Passer(World world, int process, int seed)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(150);

    public async Task RunAsync(CancellationToken cancellation)
    {
        var dice = new Random(seed);
        while (!cancellation.IsCancellationRequested)
        {
            try
            {
                var tenant = dice.Next(world.Cast.Tenants);
                var reader = new TranscriptReader(world.History, tenant, world.Apis[tenant]);
                if (await reader.RecentAsync(cancellation) is { Count: > 0 } ids)
                {
                    var id = ids[dice.Next(ids.Count)];
                    for (var glance = 0; glance < 3; glance++)
                        await reader.GlanceAsync(id, process, cancellation);
                }
                await Task.Delay(Pause, cancellation);
            }
            catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
            {
                return;
            }
        }
    }
}
