using Athera.Journal;
using Athera.Knowledge.Embedding;
using Athera.Knowledge.Searching;
using Athera.Sourcing;
using Orleans.Concurrency;

namespace Athera.Knowledge;

/// <summary>All knowledge of a tenant.</summary>
[StatelessWorker, Reentrant]
internal sealed class KnowledgeGrain(IGrainContext context, SnapshotReader reader, KnowledgeSearch search, Embedder embedder)
    : Grain(context), IKnowledgeGrain
{
    private readonly TenantKey _key = TenantKey.Parse(context.GrainId.Key.ToString()!);

    /// <inheritdoc/>
    public async Task<Page<ArticleView>> List(string? after, int limit)
    {
        var page = await reader.ListAsync(
            _key.Tenant, StreamCategory.Article, after, limit, (id, payload) => new Listed(id, ArticleForm.Read(payload)), CancellationToken.None);
        return new Page<ArticleView>(
            [.. page.Items.Where(item => item.Article.Current is not null)
                .Select(item => item.Article.View(new ArticleId(item.Id), item.Article.Current!, embedder.Model))],
            page.Next);
    }

    /// <inheritdoc/>
    public async Task<Result<KnowledgeFound>> Search(SearchKnowledge question)
    {
        var problems = new Dictionary<string, string>();
        if (string.IsNullOrWhiteSpace(question.Query) || question.Query.Length > KnowledgeLimits.MaxQuery)
            problems["query"] = $"must have 1 to {KnowledgeLimits.MaxQuery} characters";
        if (question.Language is { } language && !ArticleRules.IsLanguage(language))
            problems["language"] = "must be a language tag such as en or pt-br";
        if (question.Limit is < 1 or > KnowledgeLimits.MaxFound)
            problems["limit"] = $"must be 1 to {KnowledgeLimits.MaxFound}";
        if (problems.Count > 0)
            return Refusal.Invalid(problems);
        try
        {
            return await search.SearchAsync(_key.Tenant, question, CancellationToken.None);
        }
        catch (StoreUnavailableException)
        {
            return Refusal.Unavailable;
        }
    }

    private sealed record Listed(OpaqueId Id, Article Article);
}
