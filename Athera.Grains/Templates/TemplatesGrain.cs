using System.Text.Json;
using Athera.Channels;
using Athera.Journal;
using Athera.Sourcing;
using Orleans.Concurrency;

namespace Athera.Templates;

/// <summary>All templates of a tenant.</summary>
[StatelessWorker, Reentrant]
public sealed class TemplatesGrain(
    IGrainContext context, SnapshotReader reader, TemplateDirectory directory, ChannelAccountDirectory accounts, TimeProvider clock)
    : Grain(context), ITemplatesGrain, ITemplatesKeeper
{
    /// <summary>Templates of one account read, at most; a business has some hundred.</summary>
    private const int MaxTemplates = 6000;

    private const int PageSize = 200, AtOnce = 16;

    private static readonly TimeSpan LongestSync = TimeSpan.FromSeconds(25);

    private readonly TenantKey _key = TenantKey.Parse(context.GrainId.Key.ToString()!);

    /// <inheritdoc/>
    public async Task<Page<TemplateView>> List(ChannelAccountId? account, string? after, int limit)
    {
        limit = Math.Clamp(limit, 1, PageSize);
        if (account is null)
            return await PageAsync(after, limit);
        // Templates of other accounts are passed over, so a page may take several reads.
        var views = new List<TemplateView>();
        while (true)
        {
            var page = await PageAsync(after, limit);
            foreach (var view in page.Items.Where(view => view.ChannelAccountId == account))
            {
                views.Add(view);
                if (views.Count == limit)
                    return new Page<TemplateView>(views, page.Next is null && view.Id == page.Items[^1].Id ? null : view.Id.ToString());
            }
            if (page.Next is null)
                return new Page<TemplateView>(views, null);
            after = page.Next;
        }
    }

    /// <inheritdoc/>
    public async Task<Result<TemplateSync>> Sync(ChannelAccountId account)
    {
        if (await accounts.FindAsync(account) is not { } connected || connected.Tenant != _key.Tenant)
            return Refusal.NotFound;
        if (connected.Channel.Templates is not { } source || !connected.Channel.HasTemplates(connected.Settings))
            return new Refusal(RefusalKind.Conflict, Messages.Faults.NotCarried, "The channel of this account has no templates.");
        using var deadline = new CancellationTokenSource(LongestSync, clock);
        if (await ReadAsync(source, connected.Settings, deadline.Token) is not { } found)
            return new Refusal(RefusalKind.Unavailable, Messages.Faults.ProviderUnavailable, "The provider did not tell its templates.");
        var at = clock.GetUtcNow();
        var changed = 0;
        foreach (var some in found.Chunk(AtOnce))
            changed += (await Task.WhenAll(some.Select(spec => LearnAsync(account, spec, at)))).Count(news => news);
        return new TemplateSync(found.Count, changed, await RemoveOthersAsync(account, found));
    }

    /// <inheritdoc/>
    public async Task<Result<TemplateNews>> Update(string externalId, TemplateUpdate update)
    {
        var (changed, after) = (false, default(string));
        do
        {
            var page = await reader.ListAsync(
                _key.Tenant, StreamCategory.Template, after, PageSize,
                (id, payload) => new Known(id, TemplateForm.Read(payload).Spec?.ExternalId), CancellationToken.None);
            foreach (var known in page.Items.Where(t => t.ExternalId == externalId))
            {
                var told = await GrainFactory.Get<ITemplateKeeper>(_key.Tenant, known.Id).Update(update);
                if (told.Refusal is { Kind: RefusalKind.Unavailable } refusal)
                    return refusal;
                changed |= told.Value?.Changed ?? false;
            }
            after = page.Next;
        }
        while (after is not null);
        return new TemplateNews(changed);
    }

    private static async Task<List<TemplateSpec>?> ReadAsync(
        ITemplateSource source, ChannelSettings settings, CancellationToken cancellation)
    {
        var found = new List<TemplateSpec>();
        string? after = null;
        do
        {
            if (await source.ReadAsync(settings, after, cancellation) is not { } page)
                return null;
            found.AddRange(page.Templates.Where(t => t.Name.Length <= TemplateDirectory.MaxName));
            after = page.After == after ? null : page.After;
        }
        while (after is not null && found.Count < MaxTemplates);
        return [.. found.DistinctBy(t => (t.Name, t.Language)).Take(MaxTemplates)];
    }

    private async Task<bool> LearnAsync(ChannelAccountId account, TemplateSpec spec, DateTimeOffset at)
    {
        var id = await directory.IdOfAsync(_key.Tenant, account, spec.Name, spec.Language, CancellationToken.None);
        var written = JsonSerializer.SerializeToUtf8Bytes(spec, TemplateJson.Default.TemplateSpec);
        var learned = await GrainFactory.Get<ITemplateKeeper>(_key.Tenant, id.Value).Learn(new TemplateSighting(account, written, at));
        return learned.Value?.Changed ?? false;
    }

    private async Task<int> RemoveOthersAsync(ChannelAccountId account, List<TemplateSpec> found)
    {
        var known = found.Select(t => (t.Name, t.Language)).ToHashSet();
        var removed = 0;
        string? after = null;
        do
        {
            var page = await PageAsync(after, PageSize);
            foreach (var view in page.Items.Where(v => v.ChannelAccountId == account && !known.Contains((v.Name, v.Language))))
            {
                await GrainFactory.Get<ITemplateKeeper>(_key.Tenant, view.Id.Value).Update(new TemplateUpdate(TemplateStatus.Removed));
                removed++;
            }
            after = page.Next;
        }
        while (after is not null);
        return removed;
    }

    private sealed record Known(OpaqueId Id, string? ExternalId);

    private Task<Page<TemplateView>> PageAsync(string? after, int limit) => reader.ListAsync(
        _key.Tenant, StreamCategory.Template, after, limit,
        (id, payload) => TemplateRules.View(new TemplateId(id), TemplateForm.Read(payload)), CancellationToken.None);
}
