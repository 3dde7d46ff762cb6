using System.Collections.Concurrent;
using Athera.Media.Blobs;
using Microsoft.Extensions.Logging;

namespace Athera.Media.Uploading;

/// <summary>Removes uploads that were never sent: when a tenant brings a new one, its old ones are looked through, once an hour at most.</summary>
internal sealed class UploadSweep(Uploads uploads, TimeProvider clock, ILogger<UploadSweep> log)
{
    private const int MaxTenants = 10_000;

    private static readonly TimeSpan Interval = TimeSpan.FromHours(1), Patience = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<TenantId, long> _swept = new();

    /// <summary>Sweeps in the background if it is time to.</summary>
    public void Consider(TenantId tenant)
    {
        if (_swept.TryGetValue(tenant, out var last) && clock.GetElapsedTime(last) < Interval)
            return;
        if (_swept.Count >= MaxTenants)
            _swept.Clear();
        _swept[tenant] = clock.GetTimestamp();
        using (ExecutionContext.SuppressFlow())
            Task.Run(() => SweepAsync(tenant)).Ignore();
    }

    private async Task SweepAsync(TenantId tenant)
    {
        using var deadline = new CancellationTokenSource(Patience, clock);
        try
        {
            await uploads.RemoveStaleAsync(tenant, deadline.Token);
        }
        catch (Exception failed) when (failed is BlobStoreException or OperationCanceledException)
        {
            log.StoreRefused(failed);
        }
    }
}
