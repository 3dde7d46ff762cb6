using Athera.Journal;
using Athera.Knowledge.Embedding;

namespace Athera.Knowledge;

/// <summary>An article, for those inside Athera.</summary>
[Alias("Athera.IArticleKeeper")]
internal interface IArticleKeeper : IGrainWithStringKey
{
    /// <summary>Does what is owed, and says when to call again if that is not when its appends say.</summary>
    [Alias("Wake")]
    Task<DateTimeOffset?> Wake();
}

// What is owed after a version was made: its vectors, whenever the provider is there.
internal sealed partial class ArticleGrain
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMinutes(1), LongestPause = TimeSpan.FromHours(1);

    private Task? _embedding;
    private int _failures;

    /// <inheritdoc/>
    public async Task<DateTimeOffset?> Wake()
    {
        if (embedder.Model is not { } model)
            return await SettleAsync();
        var article = await GetStateAsync();
        if (article.Current is null || article.EmbeddedBy == model)
            return await SettleAsync();
        if (_embedding is null or { IsCompleted: true })
            _embedding = EmbedAsync(article.Version, model);
        // While it runs, and before it is tried again, nobody needs to call.
        var pause = FirstPause * Math.Pow(2, Math.Min(_failures, 10));
        return Clock.GetUtcNow() + (pause < LongestPause ? pause : LongestPause);
    }

    // A wake that nothing is owed for is one that stands from other settings; it is put far away rather than made an event.
    private async Task<DateTimeOffset?> SettleAsync() =>
        (await GetStateAsync()).Current is null ? null : Clock.GetUtcNow() + LongestPause;

    private async Task EmbedAsync(int version, string model)
    {
        try
        {
            var stored = await knowledge.ListAsync(Key.Tenant, Key.Id, -1, KnowledgeLimits.MaxParts, CancellationToken.None);
            var key = await Vault.GetAsync(Key.Tenant, Key.Tenant.Value, CancellationToken.None);
            if (stored.Any(part => part.Key.Version != version))
                return;
            var texts = stored.Select(part => PartContent.Open(Key.Tenant, part, key)).Select(Embedder.TextOf).ToList();
            var vectors = await embedder.EmbedAsync(texts, CancellationToken.None);
            var commit = await DecideAsync(article =>
                article.Version == version && article.EmbeddedBy != model
                    ? [new ArticleEmbedded(version, model, Clock.GetUtcNow()) { Vectors = vectors }]
                    : []);
            if (!commit.Durable)
                throw new StoreUnavailableException("The vectors could not be stored.");
            _failures = 0;
            ForgetMeanings();
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        // Whatever it was, the article is found by its words meanwhile, and the wake that is still there tries again.
        {
            _failures++;
            log.NotEmbedded(Key.Id, Key.Tenant.Value, e.GetType().Name);
        }
    }

    private void ForgetMeanings()
    {
        if (embedder.Model is { } model)
            meanings.Forget(Key.Tenant, model);
    }
}
