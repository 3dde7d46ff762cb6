using Athera.Keys;
using Athera.Knowledge.Embedding;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Athera.Knowledge.Searching;

/// <summary>
/// Finds passages by their words and, where a provider of embeddings is configured, by their meaning. When the provider does not
/// answer, words alone are searched by, and the answer says so.
/// </summary>
public sealed class KnowledgeSearch(
    IKnowledgeStore store, IKeyVault vault, Embedder embedder, MeaningIndex meanings, MeaningSweep sweep,
    IOptions<EmbeddingOptions> options, TimeProvider clock, ILogger<KnowledgeSearch> log)
{
    /// <summary>What each way of looking contributes at most; what is further down in both is no answer.</summary>
    private const int Candidates = 24;

    private long _pausedAt;

    /// <summary>The passages that fit a question best. Those of other languages are looked into only when none of the asked fits.</summary>
    /// <exception cref="Journal.StoreUnavailableException">The database does not answer.</exception>
    public async Task<KnowledgeFound> SearchAsync(TenantId tenant, SearchKnowledge question, CancellationToken cancellation)
    {
        sweep.Consider(tenant);
        var terms = SearchTerms.OfQuestion(question.Query);
        var (vector, mode) = await MeaningOfAsync(question.Query, cancellation);
        var language = question.Language is { } tag ? SearchTerms.Primary(tag) : null;
        var found = await FindAsync(tenant, terms, vector, language, question.Limit, cancellation);
        if (found.Count == 0 && language is not null)
            found = await FindAsync(tenant, terms, vector, null, question.Limit, cancellation);
        return new KnowledgeFound(found, mode);
    }

    private async Task<IReadOnlyList<KnowledgePassage>> FindAsync(
        TenantId tenant, IReadOnlyList<string> terms, float[]? vector, string? language, int limit, CancellationToken cancellation)
    {
        var byWords = await store.SearchAsync(tenant, terms, language, Candidates, cancellation);
        var parts = byWords.ToDictionary(part => part.Key);
        var ranking = byWords.Select(part => part.Key).ToList();
        IReadOnlyList<PartKey> best = ranking;
        if (vector is not null && embedder.Model is { } model)
        {
            var near = await meanings.NearestAsync(tenant, model, vector, language, Candidates);
            foreach (var part in await store.FindAsync(tenant, [.. near.Where(key => !parts.ContainsKey(key))], cancellation))
                parts.Add(part.Key, part);
            best = RankFusion.Fuse(int.MaxValue, ranking, near);
        }
        var key = await vault.GetAsync(tenant, tenant.Value, cancellation);
        return [.. best.Where(parts.ContainsKey).Take(limit).Select(place => Open(tenant, parts[place], key))];
    }

    private static KnowledgePassage Open(TenantId tenant, StoredPart part, SubjectKey key)
    {
        var content = PartContent.Open(tenant, part, key);
        return new KnowledgePassage
        {
            Article = new ArticleId(part.Key.Article),
            Version = part.Key.Version,
            Part = part.Key.Part,
            Title = content.Title,
            Language = content.Language,
            Path = content.Path,
            Text = content.Text,
        };
    }

    private async Task<(float[]? Vector, SearchMode Mode)> MeaningOfAsync(string question, CancellationToken cancellation)
    {
        if (embedder.Model is null)
            return (null, SearchMode.Words);
        var pausedAt = Interlocked.Read(ref _pausedAt);
        if (pausedAt != 0 && clock.GetElapsedTime(pausedAt) < options.Value.Pause)
            return (null, SearchMode.WordsWhileMeaningIsUnavailable);
        try
        {
            var vector = await embedder.EmbedQuestionAsync(question, cancellation);
            if (Interlocked.Exchange(ref _pausedAt, 0) != 0)
                log.MeaningAvailableAgain();
            return (vector, SearchMode.WordsAndMeaning);
        }
        catch (Exception e) when (!cancellation.IsCancellationRequested && e is not OutOfMemoryException)
        // A provider may answer with anything at all, and none of it may cost the contact an answer.
        {
            if (Interlocked.Exchange(ref _pausedAt, Math.Max(1, clock.GetTimestamp())) == 0)
                log.MeaningUnavailable(e.GetType().Name);
            return (null, SearchMode.WordsWhileMeaningIsUnavailable);
        }
    }
}
