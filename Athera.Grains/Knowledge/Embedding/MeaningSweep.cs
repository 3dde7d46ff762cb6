using System.Collections.Concurrent;
using Athera.Journal;
using Athera.Sourcing;
using Microsoft.Extensions.Logging;

namespace Athera.Knowledge.Embedding;

/// <summary>
/// Has vectors made of articles that were written before there was a provider, or under another model: when a tenant's knowledge is
/// searched, its articles are looked through, a few at a time.
/// </summary>
public sealed class MeaningSweep(
    IGrainFactory grains, SnapshotReader reader, Embedder embedder, TimeProvider clock, ILogger<MeaningSweep> log)
{
    private const int MaxTenants = 10_000, PageSize = 200;

    /// <summary>Articles begun at once; so many texts are in memory at most.</summary>
    private const int AtOnce = 16;

    private static readonly TimeSpan WhileSomeAreLeft = TimeSpan.FromMinutes(1), Otherwise = TimeSpan.FromHours(1), Patience = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<TenantId, DateTimeOffset> _next = new();

    /// <summary>Looks through a tenant's articles in the background if it is time to.</summary>
    public void Consider(TenantId tenant)
    {
        var now = clock.GetUtcNow();
        if (embedder.Model is not { } model || (_next.TryGetValue(tenant, out var next) && now < next))
            return;
        if (_next.Count >= MaxTenants)
            _next.Clear();
        _next[tenant] = now + Otherwise;
        using (ExecutionContext.SuppressFlow())
            Task.Run(() => SweepAsync(tenant, model)).Ignore();
    }

    private async Task SweepAsync(TenantId tenant, string model)
    {
        using var deadline = new CancellationTokenSource(Patience, clock);
        try
        {
            if (await WakeAsync(tenant, model, deadline.Token))
                _next[tenant] = clock.GetUtcNow() + WhileSomeAreLeft;
        }
        catch (Exception e) when (Trouble.Passes(e))
        {
            log.MeaningsNotLookedThrough(tenant.Value, e.GetType().Name);
        }
    }

    private async Task<bool> WakeAsync(TenantId tenant, string model, CancellationToken cancellation)
    {
        var woken = 0;
        string? after = null;
        do
        {
            var page = await reader.ListAsync(
                tenant, StreamCategory.Article, after, PageSize,
                (id, payload) => new Known(id, ArticleForm.Read(payload).EmbeddedBy), cancellation);
            foreach (var article in page.Items.Where(article => article.EmbeddedBy != model).Take(AtOnce - woken))
            {
                await grains.Get<IArticleKeeper>(tenant, article.Id).Wake();
                woken++;
            }
            after = page.Next;
        }
        while (after is not null && woken < AtOnce);
        return woken > 0;
    }

    private sealed record Known(OpaqueId Id, string? EmbeddedBy);
}
