using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Athera.Knowledge;
using Xunit;

namespace Athera.Tests.Api;

/// <summary>The articles of a tenant, over HTTP.</summary>
public sealed class KnowledgeTests
{
    private const string Hours = """{"title":"Hours","language":"en","text":"Open from 11 to 22"}""";

    [Fact]
    public async Task An_article_is_written_read_replaced_changed_found_and_removed()
    {
        await using var host = await ApiHost.Start();
        using var client = host.Client(host.Grains.NewTenant().Key);

        using var created = await client.Post("/api/v1/knowledge", Hours, "k");
        using var again = await client.Post("/api/v1/knowledge", Hours, "k");
        var place = created.Headers.Location!.ToString();
        var replaced = await (await client.Talk(HttpMethod.Put, place, Hours.Replace("11", "12", StringComparison.Ordinal))).Json();
        var changed = await (await client.Talk(HttpMethod.Patch, place, """{"language":"pt-br"}""")).Json();
        var found = await (await client.Post("/api/v1/knowledge/search", """{"query":"open"}""")).Json();
        var parts = await (await client.GetAsync($"{place}/parts?limit=1")).Json();
        var rest = await (await client.GetAsync($"{place}/parts?after={parts.GetProperty("next").GetString()}")).Json();
        var listed = await (await client.GetAsync("/api/v1/knowledge")).Json();

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.Created), (created.StatusCode, again.StatusCode));
        Assert.Equal((await created.Json()).GetProperty("id").GetString(), (await again.Json()).GetProperty("id").GetString());
        Assert.Equal("text", (await created.Json()).GetProperty("kind").GetString());
        Assert.Equal(2, replaced.GetProperty("version").GetInt32());
        Assert.Equal(("Hours", "pt-br"), (changed.GetProperty("title").GetString(), changed.GetProperty("language").GetString()));
        Assert.Equal("words", found.GetProperty("by").GetString());
        Assert.Equal("Open from 12 to 22", found.GetProperty("passages")[0].GetProperty("text").GetString());
        Assert.Equal("Open from 12 to 22", parts.GetProperty("items")[0].GetProperty("text").GetString());
        Assert.Equal(1, rest.GetProperty("items")[0].GetProperty("part").GetInt32());
        Assert.Equal(1, listed.GetProperty("items").GetArrayLength());
        Assert.Equal(HttpStatusCode.NoContent, (await client.DeleteAsync(place)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync(place)).StatusCode);
    }

    [Theory]
    [InlineData("hours.pdf", "application/octet-stream", "%PDF-1.7", null, ArticleKind.Pdf)]
    [InlineData("hours.html", "application/octet-stream", "<p>open", null, ArticleKind.Html)]
    [InlineData("hours", "text/html; charset=utf-8", "<p>open", null, ArticleKind.Html)]
    [InlineData("hours.md", "application/octet-stream", "# open", null, ArticleKind.Markdown)]
    [InlineData("hours.txt", "text/plain", "open", null, ArticleKind.Text)]
    [InlineData("hours.txt", "text/plain", "open", "markdown", ArticleKind.Markdown)]
    public async Task A_file_comes_as_a_form_and_its_kind_is_found_from_it(string name, string type, string content, string? kind, ArticleKind expected)
    {
        await using var host = await ApiHost.Start();
        using var client = host.Client(host.Grains.NewTenant().Key);
        using var form = Form(content, name, type, ("title", "Öffnungszeiten"), ("language", "de"), ("kind", kind));

        using var created = await client.PostAsync("/api/v1/knowledge", form);

        Assert.Equal(HttpStatusCode.Created, created.StatusCode);
        var source = host.Grains.Articles.Single().Value.Source;
        Assert.Equal(("Öffnungszeiten", "de", expected, content), (source.Title, source.Language, source.Kind, Encoding.UTF8.GetString(source.Source.Span)));
    }

    [Fact]
    public async Task What_is_wrong_with_an_article_is_named()
    {
        await using var host = await ApiHost.Start();
        using var client = host.Client(host.Grains.NewTenant().Key);

        async Task<string> Wrong(Task<HttpResponseMessage> answer)
        {
            using var response = await answer;
            Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
            return string.Join(',', (await response.Json()).GetProperty("errors").EnumerateObject().Select(field => field.Name));
        }

        Assert.Equal("title", await Wrong(client.Post("/api/v1/knowledge", """{"language":"en","text":"x"}""")));
        Assert.Equal("text", await Wrong(client.Post("/api/v1/knowledge", """{"title":"t","language":"en","text":""}""")));
        Assert.Equal("kind", await Wrong(client.Post("/api/v1/knowledge", """{"title":"t","language":"en","text":"x","kind":"pdf"}""")));
        Assert.Equal("kind", await Wrong(client.Post("/api/v1/knowledge", """{"title":"t","language":"en","text":"x","kind":"word"}""")));
        Assert.Equal("content", await Wrong(client.Post("/api/v1/knowledge", """{"title":"broken","language":"en","text":"x"}""")));
        Assert.Equal("content", await Wrong(client.PostAsync("/api/v1/knowledge", Form(null, "", "", ("title", "t")))));
        Assert.Equal("kind", await Wrong(client.PostAsync("/api/v1/knowledge", Form("x", "a", "text/plain", ("kind", "2")))));
        Assert.Equal("title", await Wrong(client.PostAsync("/api/v1/knowledge", Form("x", "a", "text/plain", ("title", new string('t', 2000))))));
        Assert.Equal("query", await Wrong(client.Post("/api/v1/knowledge/search", """{"query":""}""")));
        Assert.Equal("limit", await Wrong(client.Post("/api/v1/knowledge/search", """{"query":"x","limit":9}""")));
        Assert.Equal("after", await Wrong(client.GetAsync($"/api/v1/knowledge/{OpaqueId.New()}/parts?after=x")));
        var large = await client.PostAsync(
            "/api/v1/knowledge", Form(new string('x', KnowledgeLimits.MaxSource + 1), "a", "text/plain", ("title", "t"), ("language", "en")));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, large.StatusCode);
        Assert.Empty(host.Grains.Articles);
    }

    [Fact]
    public async Task Another_tenants_article_looks_like_one_that_does_not_exist()
    {
        await using var host = await ApiHost.Start();
        using var client = host.Client(host.Grains.NewTenant().Key);
        using var stranger = host.Client(host.Grains.NewTenant().Key);
        using var created = await client.Post("/api/v1/knowledge", Hours);
        var place = created.Headers.Location!.ToString();

        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync(place)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync($"{place}/parts")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.Talk(HttpMethod.Put, place, Hours)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.Talk(HttpMethod.Patch, place, "{}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.DeleteAsync(place)).StatusCode);
        Assert.Equal(0, (await (await stranger.GetAsync("/api/v1/knowledge")).Json()).GetProperty("items").GetArrayLength());
        Assert.Equal(0, (await (await stranger.Post("/api/v1/knowledge/search", """{"query":"open"}""")).Json()).GetProperty("passages").GetArrayLength());
        Assert.Equal(HttpStatusCode.Unauthorized, (await host.Client().GetAsync("/api/v1/knowledge")).StatusCode);
    }

    private static MultipartFormDataContent Form(string? content, string name, string type, params (string Name, string? Value)[] fields)
    {
        var form = new MultipartFormDataContent();
        foreach (var (field, value) in fields.Where(field => field.Value is not null))
            form.Add(new StringContent(value!), field);
        if (content is null)
            return form;
        var file = new ByteArrayContent(Encoding.UTF8.GetBytes(content));
        file.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        form.Add(file, "file", name);
        return form;
    }
}
