using System.Collections.Concurrent;
using System.Text;
using Athera.Knowledge;

namespace Athera.Tests.Api;

/// <summary>A tenant's knowledge: articles of one part, found when they hold what is asked.</summary>
internal sealed partial class FakeGrains
{
    public ConcurrentDictionary<TenantKey, (WriteArticle Source, int Version)> Articles { get; } = new();

    private static ArticleView Show(TenantKey key, (WriteArticle Source, int Version) article) => new()
    {
        Id = new ArticleId(key.Id),
        Title = article.Source.Title,
        Language = article.Source.Language,
        Kind = article.Source.Kind,
        Version = article.Version,
        Bytes = article.Source.Source.Length,
        Characters = article.Source.Source.Length,
        Parts = 1,
        Embedding = ArticleEmbedding.None,
        CreatedAt = Start,
        UpdatedAt = Start,
    };

    private sealed class ArticleOf(FakeGrains world, TenantKey key) : IArticleGrain
    {
        public Task<Result<ArticleView>> Create(WriteArticle command) => Task.FromResult<Result<ArticleView>>(
            command.Title == "broken" ? Refusal.Invalid("content", "is broken") : Show(key, world.Articles.GetOrAdd(key, (command, 1))));

        public Task<Result<ArticleView>> Replace(WriteArticle command) => ChangeAsync(_ => command);

        public Task<Result<ArticleView>> Change(ChangeArticle command) => ChangeAsync(
            source => source with { Title = command.Title ?? source.Title, Language = command.Language ?? source.Language });

        public Task<Result<ArticleView>> Get() => Task.FromResult<Result<ArticleView>>(
            world.Articles.TryGetValue(key, out var article) ? Show(key, article) : Refusal.NotFound);

        public Task<Result<ArticleParts>> Parts(int after, int limit) => Task.FromResult<Result<ArticleParts>>(
            world.Articles.TryGetValue(key, out var article)
                ? new ArticleParts(
                    article.Version, [new ArticlePartView(after + 1, ["Top"], Encoding.UTF8.GetString(article.Source.Source.Span))], after < 0 ? 0 : null)
                : Refusal.NotFound);

        public Task<Result<Done>> Delete() => Task.FromResult<Result<Done>>(world.Articles.TryRemove(key, out _) ? Done.Value : Refusal.NotFound);

        private Task<Result<ArticleView>> ChangeAsync(Func<WriteArticle, WriteArticle> change)
        {
            if (world.Articles.TryGetValue(key, out var article))
                world.Articles[key] = (change(article.Source), article.Version + 1);
            return Get();
        }
    }

    private sealed class KnowledgeOf(FakeGrains world, TenantId tenant) : IKnowledgeGrain
    {
        public Task<Page<ArticleView>> List(string? after, int limit) => Task.FromResult(PageOf(
            world.Articles.Where(one => one.Key.Tenant == tenant).Select(one => (one.Key.Id, Show(one.Key, one.Value))), after, limit));

        public Task<Result<KnowledgeFound>> Search(SearchKnowledge question) => Task.FromResult<Result<KnowledgeFound>>(new KnowledgeFound(
            [
                .. world.Articles.Where(one => one.Key.Tenant == tenant)
                    .Select(one => (one.Key, one.Value, Text: Encoding.UTF8.GetString(one.Value.Source.Source.Span)))
                    .Where(one => one.Text.Contains(question.Query, StringComparison.OrdinalIgnoreCase)).Take(question.Limit)
                    .Select(one => new KnowledgePassage
                    {
                        Article = new ArticleId(one.Key.Id), Version = one.Value.Version, Part = 0, Title = one.Value.Source.Title,
                        Language = one.Value.Source.Language, Text = one.Text,
                    }),
            ],
            SearchMode.Words));
    }
}
