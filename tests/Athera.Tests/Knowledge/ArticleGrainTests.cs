using System.Text;
using Athera.Knowledge;
using Athera.Tests.Knowledge.Documents;
using Athera.Tests.Silos;
using Xunit;

namespace Athera.Tests.Knowledge;

[Collection(nameof(TestSilo))]
public sealed class ArticleGrainTests(TestSilo silo) : IAsyncLifetime
{
    private TenantId _tenant;

    public async ValueTask InitializeAsync() => _tenant = (await Business.OpenAsync(silo)).Tenant;

    public ValueTask DisposeAsync()
    {
        silo.Store.Heal();
        return ValueTask.CompletedTask;
    }

    private IKnowledgeGrain Knowledge => silo.Grains.Of<IKnowledgeGrain>(_tenant);

    [Fact]
    public async Task What_was_written_is_found_with_where_it_is_from()
    {
        var article = New();
        var view = (await article.Create(Markdown("Delivery", "# Cost\nFree from 25 euros.\n# Times\nEvery day."))).Value!;

        var passage = Assert.Single((await AskAsync("what does it cost?")).Passages, p => p.Path is ["Cost"]);

        Assert.Equal((1, 2, ArticleEmbedding.None, ArticleKind.Markdown), (view.Version, view.Parts, view.Embedding, view.Kind));
        Assert.Equal(("Delivery", "Free from 25 euros.", view.Id, 1, 0), (passage.Title, passage.Text, passage.Article, passage.Version, passage.Part));
        Assert.Equal(["Free from 25 euros.", "Every day."], (await article.Parts(-1, 10)).Value!.Parts.Select(part => part.Text));
        Assert.Equal([view.Id], (await Knowledge.List(null, 10)).Items.Select(item => item.Id));
    }

    [Fact]
    public async Task Html_and_pdf_become_articles_like_any_other()
    {
        await New().Create(Source("Page", ArticleKind.Html, "<h1>Parking</h1><p>Behind the house"u8.ToArray()));
        await New().Create(Source("Sheet", ArticleKind.Pdf, Pdfs.Of("Dogs are welcome.")));

        Assert.Equal("Behind the house", (await AskAsync("parking")).Passages[0].Text);
        Assert.Equal(("Dogs are welcome.", "Page 1"), ((await AskAsync("dog")).Passages[0].Text, (await AskAsync("dog")).Passages[0].Path[0]));
    }

    [Fact]
    public async Task A_new_version_takes_the_place_of_the_one_before_and_the_same_source_makes_none()
    {
        var article = New();
        await article.Create(Markdown("Hours", "Open at eleven."));

        var second = (await article.Replace(Markdown("Hours", "Open at noon."))).Value!;
        var same = (await article.Replace(Markdown("Hours", "Open at noon."))).Value!;

        Assert.Equal((2, 2), (second.Version, same.Version));
        Assert.Equal(["Open at noon."], (await AskAsync("open")).Passages.Select(p => p.Text));
        Assert.Empty((await AskAsync("eleven")).Passages);
        Assert.Equal(second.CreatedAt, (await article.Get()).Value!.CreatedAt);
    }

    [Fact]
    public async Task Creating_what_exists_changes_nothing()
    {
        var article = New();
        await article.Create(Markdown("Hours", "Open at eleven."));

        var again = (await article.Create(Markdown("Other", "Something else."))).Value!;

        Assert.Equal(("Hours", 1), (again.Title, again.Version));
    }

    [Fact]
    public async Task Another_title_or_language_is_a_version_of_the_same_text()
    {
        var article = New();
        await article.Create(Markdown("Hours", "# Sunday\nOpen at eleven."));

        var changed = (await article.Change(new ChangeArticle("Opening", "EN-gb"))).Value!;
        var found = Assert.Single((await AskAsync("opening")).Passages);

        Assert.Equal((2, "Opening", "en-gb"), (changed.Version, changed.Title, changed.Language));
        Assert.Equal(("Opening", "Open at eleven.", 2), (found.Title, found.Text, found.Version));
        Assert.Equal(["Sunday"], found.Path);
        Assert.Empty((await AskAsync("hours")).Passages);
        Assert.Equal(2, (await article.Change(new ChangeArticle(null, null))).Value!.Version);
        Assert.Contains("language", (await article.Change(new ChangeArticle(null, "no language"))).Refusal!.Fields!.Keys);
    }

    [Fact]
    public async Task A_source_that_cannot_be_read_is_refused_and_what_there_was_stays()
    {
        var article = New();
        await article.Create(Markdown("Hours", "Open at eleven."));

        var broken = await article.Replace(Source("Hours", ArticleKind.Pdf, "%PDF-1.7 broken"u8.ToArray()));
        var empty = await New().Create(Markdown("Hours", "   "));

        Assert.Equal("is broken, or not of the kind that is said", broken.Refusal!.Fields!["content"]);
        Assert.Contains("no text", empty.Refusal!.Fields!["content"], StringComparison.Ordinal);
        Assert.Equal(1, (await article.Get()).Value!.Version);
        Assert.Single((await AskAsync("eleven")).Passages);
        Assert.Single((await Knowledge.List(null, 10)).Items);
    }

    [Fact]
    public async Task What_is_deleted_is_gone_and_does_not_come_back()
    {
        var article = New();
        await article.Create(Markdown("Hours", "Open at eleven."));

        Assert.True((await article.Delete()).Granted);

        Assert.Empty((await AskAsync("eleven")).Passages);
        Assert.Empty((await Knowledge.List(null, 10)).Items);
        Assert.Equal(RefusalKind.NotFound, (await article.Get()).Refusal?.Kind);
        Assert.Equal(RefusalKind.NotFound, (await article.Parts(-1, 10)).Refusal?.Kind);
        Assert.Equal(RefusalKind.NotFound, (await article.Replace(Markdown("Hours", "x"))).Refusal?.Kind);
        Assert.Equal(RefusalKind.NotFound, (await article.Delete()).Refusal?.Kind);
        Assert.Equal("article_deleted", (await article.Create(Markdown("Hours", "x"))).Refusal?.Code);
        await silo.ForgetAsync(article);
        Assert.Equal("article_deleted", (await article.Create(Markdown("Hours", "x"))).Refusal?.Code);
    }

    [Fact]
    public async Task A_version_whose_commit_fails_is_not_found_and_one_whose_answer_is_lost_is_made_once()
    {
        var article = New();
        await article.Create(Markdown("Hours", "Open at eleven."));

        silo.Store.FailBefore(append => append.Knowledge is not null);
        Assert.Equal(RefusalKind.Unavailable, (await article.Replace(Markdown("Hours", "Open at noon."))).Refusal?.Kind);
        silo.Store.Heal();
        Assert.Equal("Open at eleven.", (await AskAsync("open")).Passages[0].Text);

        silo.Store.FailAfter(append => append.Knowledge is not null);
        Assert.Equal(RefusalKind.Unavailable, (await article.Replace(Markdown("Hours", "Open at noon."))).Refusal?.Kind);
        silo.Store.Heal();
        Assert.Equal(2, (await article.Replace(Markdown("Hours", "Open at noon."))).Value!.Version);
    }

    [Fact]
    public async Task Of_two_who_replace_the_same_version_one_is_told_that_another_came_first()
    {
        var article = New();
        await article.Create(Markdown("Hours", "Open at eleven."));

        var both = await Task.WhenAll(
            article.Replace(Source("Hours", ArticleKind.Html, "<p>Open at noon"u8.ToArray())),
            article.Replace(Source("Hours", ArticleKind.Html, "<p>Open at one"u8.ToArray())));

        Assert.Equal(1, both.Count(result => result.Granted));
        Assert.Equal(1, both.Count(result => result.Refusal?.Code == "overtaken"));
        Assert.Equal(2, (await article.Get()).Value!.Version);
    }

    [Fact]
    public async Task Articles_of_the_asked_language_come_first_and_others_only_when_there_are_none()
    {
        await New().Create(Markdown("Pizza", "Pizza is hot.") with { Language = "en" });
        await New().Create(Markdown("Pizza", "Pizza ist heiß.") with { Language = "de" });

        async Task<IEnumerable<string>> Languages(string language) =>
            (await Knowledge.Search(new SearchKnowledge("pizza", language, 8))).Value!.Passages.Select(p => p.Language).Order();

        Assert.Equal(["de"], await Languages("de-AT"));
        Assert.Equal(["de", "en"], await Languages("fr"));
    }

    [Fact]
    public async Task Another_tenant_finds_nothing_of_it()
    {
        var article = New();
        await article.Create(Markdown("Hours", "Open at eleven."));
        var stranger = (await Business.OpenAsync(silo)).Tenant;

        Assert.Empty((await silo.Grains.Of<IKnowledgeGrain>(stranger).Search(new SearchKnowledge("open", null, 8))).Value!.Passages);
        Assert.Empty((await silo.Grains.Of<IKnowledgeGrain>(stranger).List(null, 10)).Items);
        Assert.Equal(
            RefusalKind.NotFound, (await silo.Grains.Get<IArticleGrain>(stranger, article.GetTenantKey().Id).Get()).Refusal?.Kind);
    }

    [Fact]
    public async Task What_is_out_of_bounds_is_named()
    {
        async Task<IEnumerable<string>> Wrong(WriteArticle command) => (await New().Create(command)).Refusal!.Fields!.Keys;

        Assert.Equal(["title"], await Wrong(Markdown("", "x")));
        Assert.Equal(["title"], await Wrong(Markdown("two\nlines", "x")));
        Assert.Equal(["language"], await Wrong(Markdown("t", "x") with { Language = "english please" }));
        Assert.Equal(["kind"], await Wrong(Markdown("t", "x") with { Kind = (ArticleKind)9 }));
        Assert.Equal(["content"], await Wrong(Source("t", ArticleKind.Text, [])));
        Assert.Equal(["content"], await Wrong(Source("t", ArticleKind.Text, new byte[KnowledgeLimits.MaxSource + 1])));
        Assert.Equal(["content"], await Wrong(Markdown("t", string.Concat(Enumerable.Repeat("# h\nx\n", KnowledgeLimits.MaxParts + 1)))));
        Assert.Contains("query", (await Knowledge.Search(new SearchKnowledge(new string('x', 501), null, 1))).Refusal!.Fields!.Keys);
        Assert.Contains("limit", (await Knowledge.Search(new SearchKnowledge("x", null, 9))).Refusal!.Fields!.Keys);
    }

    private IArticleGrain New() => silo.Grains.Get<IArticleGrain>(_tenant, OpaqueId.New());

    private async Task<KnowledgeFound> AskAsync(string question) =>
        (await Knowledge.Search(new SearchKnowledge(question, null, 8))).Value!;

    private static WriteArticle Markdown(string title, string text) => Source(title, ArticleKind.Markdown, Encoding.UTF8.GetBytes(text));

    private static WriteArticle Source(string title, ArticleKind kind, byte[] source) =>
        new() { Title = title, Language = "en", Kind = kind, Source = source };
}

internal static class GrainKeys
{
    public static TenantKey GetTenantKey(this IGrainWithStringKey grain) => TenantKey.Parse(grain.GetPrimaryKeyString());
}
