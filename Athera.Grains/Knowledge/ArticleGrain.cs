using System.Security.Cryptography;
using Athera.Journal;
using Athera.Knowledge.Chunking;
using Athera.Knowledge.Documents;
using Athera.Knowledge.Embedding;
using Athera.Knowledge.Searching;
using Athera.Sourcing;
using Microsoft.Extensions.Logging;
using Orleans.Concurrency;

namespace Athera.Knowledge;

/// <summary>An article. Its source is read outside the grain, so that nobody waits behind one that is slow.</summary>
[Reentrant]
internal sealed partial class ArticleGrain(
    IGrainContext context, DocumentReader documents, IKnowledgeStore knowledge, Embedder embedder, MeaningIndex meanings,
    ILogger<ArticleGrain> log)
    : EntityGrain<Article, ArticleEvent>(context, StreamCategory.Article), IArticleGrain, IArticleKeeper
{
    private static readonly Refusal Gone = new(RefusalKind.Conflict, "article_deleted", "The article was deleted; write another one.");

    private static readonly Refusal TooMany = new(
        RefusalKind.Conflict, "too_many_articles", $"A tenant has at most {KnowledgeLimits.MaxArticles} articles.");

    private static readonly Refusal Overtaken = new(
        RefusalKind.Conflict, "overtaken", "Another version was made at the same time.");

    private ArticleId Id => new(Key.Id);

    /// <inheritdoc/>
    protected override Article Empty => Article.Empty;

    /// <inheritdoc/>
    protected override EventCodec<ArticleEvent> Codec => ArticleForm.Events;

    /// <inheritdoc/>
    protected override int SnapshotVersion => ArticleForm.SnapshotVersion;

    /// <inheritdoc/>
    public async Task<Result<ArticleView>> Create(WriteArticle command)
    {
        var article = await GetStateAsync();
        if (article.IsDeleted)
            return Gone;
        if (article.Current is { } present)
            return Show(article, present);
        var others = await Store.ListSnapshotsAsync(
            Key.Tenant, StreamCategory.Article, OpaqueId.None, KnowledgeLimits.MaxArticles, CancellationToken.None);
        return others.Count >= KnowledgeLimits.MaxArticles ? TooMany : await WriteAsync(command, isFirst: true);
    }

    /// <inheritdoc/>
    public async Task<Result<ArticleView>> Replace(WriteArticle command) =>
        (await GetStateAsync()).Current is null ? Refusal.NotFound : await WriteAsync(command, isFirst: false);

    /// <inheritdoc/>
    public async Task<Result<ArticleView>> Change(ChangeArticle command)
    {
        if (ArticleRules.Check(command) is { Count: > 0 } problems)
            return Refusal.Invalid(problems);
        var article = await GetStateAsync();
        if (article.Current is not { } present)
            return Refusal.NotFound;
        var next = present with
        {
            Title = command.Title ?? present.Title,
            Language = command.Language?.ToLowerInvariant() ?? present.Language,
            At = Clock.GetUtcNow(),
        };
        var parts = await knowledge.ListAsync(Key.Tenant, Key.Id, -1, KnowledgeLimits.MaxParts, CancellationToken.None);
        if (parts.Any(part => part.Key.Version != article.Version) || parts.Count != present.Parts)
            return Overtaken;
        var key = await Vault.GetAsync(Key.Tenant, Key.Tenant.Value, CancellationToken.None);
        var chunks = parts.Select(part => PartContent.Open(Key.Tenant, part, key)).Select(content => new Chunk(content.Path, content.Text));
        return await CommitAsync(next with { Text = ArticleText.Of(next.Title, next.Language, chunks) }, article.Version);
    }

    /// <inheritdoc/>
    public async Task<Result<ArticleView>> Get()
    {
        var article = await GetStateAsync();
        return article.Current is { } present ? Show(article, present) : Refusal.NotFound;
    }

    /// <inheritdoc/>
    public async Task<Result<ArticleParts>> Parts(int after, int limit)
    {
        limit = Math.Clamp(limit, 1, 200);
        if ((await GetStateAsync()).Current is null)
            return Refusal.NotFound;
        var key = await Vault.GetAsync(Key.Tenant, Key.Tenant.Value, CancellationToken.None);
        var stored = await knowledge.ListAsync(Key.Tenant, Key.Id, after, limit + 1, CancellationToken.None);
        if (stored.Count == 0)
            return new ArticleParts((await GetStateAsync()).Version, [], null);
        var page = stored.Take(limit).Select(part => (part.Key.Part, Content: PartContent.Open(Key.Tenant, part, key))).ToList();
        return new ArticleParts(
            stored[0].Key.Version, [.. page.Select(part => new ArticlePartView(part.Part, part.Content.Path, part.Content.Text))],
            stored.Count > limit ? page[^1].Part : null);
    }

    /// <inheritdoc/>
    public async Task<Result<Done>> Delete()
    {
        var deleted = await ChangeAsync<Done>(
            article => article.Current is null ? Refusal.NotFound : new ArticleDeleted(Clock.GetUtcNow()), _ => Done.Value);
        ForgetMeanings();
        return deleted;
    }

    /// <inheritdoc/>
    protected override Article Fold(Article state, ArticleEvent? @event) => state.Apply(@event);

    /// <inheritdoc/>
    protected override long SequenceOf(Article state) => state.Sequence;

    /// <inheritdoc/>
    protected override Article ReadSnapshot(ReadOnlySpan<byte> payload) => ArticleForm.Read(payload);

    /// <inheritdoc/>
    protected override byte[]? WriteSnapshot(Article state) => state.IsDeleted ? null : ArticleForm.Write(state);

    /// <inheritdoc/>
    protected override Append Complete(
        Append append, Article before, Article after, IReadOnlyList<ArticleEvent> events, Sealer sealer) => events[^1] switch
        {
            ArticleWritten written => append with
            {
                Knowledge = written.Text!.Rows(Key, written.Version, written.Language, sealer.Key),
                Wake = new Wake(Key.Id, Category, embedder.Model is null ? null : Clock.GetUtcNow()),
            },
            ArticleEmbedded embedded => append with
            {
                Knowledge = VectorForm.Rows(Key, embedded, after.Current!.Language, sealer.Key),
                Wake = new Wake(Key.Id, Category, null),
            },
            _ => append with
            {
                Knowledge = new KnowledgeText(Key.Id, before.Version, "", []),
                Wake = new Wake(Key.Id, Category, null),
            },
        };

    private async Task<Result<ArticleView>> WriteAsync(WriteArticle command, bool isFirst)
    {
        if (ArticleRules.Check(command) is { Count: > 0 } problems)
            return Refusal.Invalid(problems);
        var version = (await GetStateAsync()).Version;
        var language = command.Language.ToLowerInvariant();
        var document = await documents.ReadAsync(command.Kind, command.Source, CancellationToken.None);
        if (document.Fault is { } fault)
            return DocumentFaults.RefusalOf(fault);
        var text = await Task.Run(() => ArticleText.Of(command.Title, language, Chunker.Split(document.Blocks)));
        if (text.Parts.Count > KnowledgeLimits.MaxParts)
            return DocumentFaults.RefusalOf(DocumentFaults.TooLong);
        var written = new ArticleWritten
        {
            Version = version + 1,
            Title = command.Title,
            Language = language,
            Kind = command.Kind,
            Bytes = command.Source.Length,
            Sha256 = Convert.ToHexStringLower(SHA256.HashData(command.Source.Span)),
            Characters = text.Characters,
            Parts = text.Parts.Count,
            At = Clock.GetUtcNow(),
            Text = text,
        };
        // Whoever creates does not mind who came first; whoever replaces has seen what he replaces.
        return await CommitAsync(written, isFirst ? null : version);
    }

    private async Task<Result<ArticleView>> CommitAsync(ArticleWritten written, int? expected)
    {
        var result = await ChangeAsync(
            article => article.IsDeleted ? (expected is null ? Gone : Refusal.NotFound)
                : expected is null && article.Current is not null ? Decision<ArticleEvent>.Nothing
                : expected is { } version && article.Version != version ? Overtaken
                : ArticleRules.Next(article, written) is { } next ? next
                : Decision<ArticleEvent>.Nothing,
            article => Show(article, article.Current!));
        ForgetMeanings();
        // It is committed whether or not this goes well; the wake of the commit sees to the rest.
        if (result.Granted)
            Wake().Ignore();
        return result;
    }

    private ArticleView Show(Article article, ArticleWritten present) => article.View(Id, present, embedder.Model);
}
