using Athera.Journal;
using Athera.Sourcing;
using Athera.Turns.Tools;

namespace Athera.Knowledge.Tools;

/// <summary>Lets agents look something up, where there is something: a tool that can find nothing costs tokens and steps.</summary>
/// <param name="tool">The tool.</param>
/// <param name="reader">Where articles are stored.</param>
/// <param name="clock">The clock.</param>
internal sealed class KnowledgeTools(SearchKnowledgeTool tool, SnapshotReader reader, TimeProvider clock) : IToolSource
{
    private const int MaxTenants = 10_000, PageSize = 8;

    /// <summary>A tenant's first article is offered after at most this long.</summary>
    private static readonly TimeSpan Freshness = TimeSpan.FromSeconds(5);

    private readonly IReadOnlyList<ITool> _tools = [tool];
    private readonly FreshCache<TenantId, bool> _knowing = new(Freshness, MaxTenants, clock);

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<ITool>> ToolsAsync(TenantId tenant, CancellationToken cancellation) =>
        await _knowing.GetAsync(tenant, HasArticlesAsync) ? _tools : [];

    private async Task<bool> HasArticlesAsync(TenantId tenant)
    {
        string? after = null;
        do
        {
            var page = await reader.ListAsync(
                tenant, StreamCategory.Article, after, PageSize, (_, payload) => ArticleForm.Read(payload),
                CancellationToken.None);
            if (page.Items.Any(article => article.Current is not null))
                return true;
            after = page.Next;
        }
        while (after is not null);
        return false;
    }
}
