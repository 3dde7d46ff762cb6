using System.Net;
using Athera.Turns.Tools;
using Xunit;

namespace Athera.Tests.Api;

/// <summary>A tenant's tools as the contract names them.</summary>
public sealed class ToolTests
{
    private const string Tool = """
        {"kind":"http","name":"find_stock","url":"https://shop.example/{sku}","method":"POST","secrets":{"Authorization":"Bearer s3cret"},
         "headers":{"Accept":"text/plain"},"body":{"sku":"{sku}"},"schema":{"type":"object","properties":{"sku":{"type":"string"}}}}
        """;

    private static readonly string[] _fields =
    [
        "id", "kind", "name", "description", "effect", "enabled", "url", "method", "headers", "secrets", "body", "schema", "timeoutSeconds",
        "maxAnswerBytes", "toolEffects", "offered", "leftOut", "fault", "sightedAt", "createdAt", "changedAt",
    ];

    [Fact]
    public async Task A_tool_is_added_once_per_key_and_shown_without_its_secrets()
    {
        await using var host = await ApiHost.Start();
        using var client = host.Client(host.Grains.NewTenant().Key);

        using var created = await client.Post("/api/v1/tools", Tool, "k");
        var tool = await created.Json();
        var again = await (await client.Post("/api/v1/tools", Tool, "k")).Json();
        var path = $"/api/v1/tools/{tool.GetProperty("id").GetString()}";
        var shown = await (await client.GetAsync(path)).Json();
        var listed = await (await client.GetAsync("/api/v1/tools")).Json();

        Assert.Equal(HttpStatusCode.Created, created.StatusCode);
        Assert.Equal(path, created.Headers.Location?.ToString());
        Assert.Equal(_fields.Order(), tool.EnumerateObject().Select(field => field.Name).Order());
        Assert.Equal(tool.GetRawText(), again.GetRawText());
        Assert.Equal(tool.GetRawText(), shown.GetRawText());
        Assert.Equal(tool.GetRawText(), Assert.Single(listed.GetProperty("items").EnumerateArray()).GetRawText());
        Assert.DoesNotContain("s3cret", tool.GetRawText(), StringComparison.Ordinal);
        Assert.Equal("""["Authorization"]""", tool.GetProperty("secrets").GetRawText());
        Assert.Equal("""{"sku":"{sku}"}""", tool.GetProperty("body").GetRawText());
        Assert.Equal("external", tool.GetProperty("effect").GetString());
        Assert.Equal("""[{"name":"find_stock","original":"find_stock","effect":"external"}]""", tool.GetProperty("offered").GetRawText());
        Assert.Equal("Bearer s3cret", Assert.Single(host.Grains.Tools).Value.Settings.Secrets["Authorization"]);
    }

    [Fact]
    public async Task Every_part_of_a_change_and_of_a_trial_reaches_the_grain()
    {
        await using var host = await ApiHost.Start();
        using var client = host.Client(host.Grains.NewTenant().Key);
        var path = $"/api/v1/tools/{(await (await client.Post("/api/v1/tools", Tool)).Json()).GetProperty("id").GetString()}";

        await client.Talk(HttpMethod.Patch, path, """
            {"description":"d","effect":"money","enabled":false,"url":"https://a.example/","method":"PUT","headers":{"A":"1"},"secrets":{"B":""},
             "body":"","schema":{"type":"object"},"timeoutSeconds":3,"maxAnswerBytes":2048,"toolEffects":{"note":"reads"}}
            """);
        using var tried = await client.Post($"{path}/try", """{"tool":"t","arguments":{"sku":"x"}}""");
        using var refreshed = await client.Post($"{path}/refresh", "{}");
        using var removed = await client.DeleteAsync(path);

        var change = host.Grains.LastToolChange!;
        Assert.Equal(("d", ToolEffect.Money, false, "https://a.example/", "PUT"), (change.Description, change.Effect, change.Enabled, change.Url, change.Method));
        Assert.Equal(("1", "", "", 3, 2048), (change.Headers!["A"], change.Secrets!["B"], change.Body, change.TimeoutSeconds, change.MaxAnswerBytes));
        Assert.Equal(("""{"type":"object"}""", ToolEffect.Reads), (change.Schema, change.ToolEffects!["note"]));
        Assert.Equal(("""{"sku":"x"}""", "t"), (host.Grains.LastToolTrial!.Arguments, host.Grains.LastToolTrial.Tool));
        var trial = await tried.Json();
        Assert.Equal(("""{"a":1}""", "***"), (trial.GetProperty("body").GetRawText(), trial.GetProperty("headers").GetProperty("Authorization").GetString()));
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.NoContent), (refreshed.StatusCode, removed.StatusCode));
    }

    [Theory]
    [InlineData("POST", "", "{\"kind\":\"http\",\"name\":\"x\"}", "url")]
    [InlineData("POST", "", "{\"kind\":\"http\",\"url\":\"https://a.example\"}", "name")]
    [InlineData("POST", "", "{\"name\":\"x\",\"url\":\"https://a.example\"}", "kind")]
    [InlineData("POST", "", "{\"kind\":\"http\",\"name\":\"x\",\"url\":\"https://a.example\",\"effect\":\"harmless\"}", "effect")]
    [InlineData("POST", "", "{\"kind\":\"http\",\"name\":\"x\",\"url\":\"https://a.example\",\"timeoutSeconds\":21}", "timeoutSeconds")]
    [InlineData("POST", "", "{\"kind\":\"http\",\"name\":\"x\",\"url\":\"https://a.example\",\"secrets\":{\"A\":null}}", "secrets")]
    [InlineData("POST", "", "{\"kind\":\"http\",\"name\":\"x\",\"url\":\"https://a.example\",\"headers\":{\"A\":1}}", "headers")]
    [InlineData("POST", "", "{\"kind\":\"mcp\",\"name\":\"x\",\"url\":\"https://a.example\",\"toolEffects\":{\"a\":3}}", "toolEffects")]
    [InlineData("PATCH", "/0123456789abcdef0123456789abcdef", "{\"maxAnswerBytes\":1}", "maxAnswerBytes")]
    [InlineData("POST", "/0123456789abcdef0123456789abcdef/try", "{}", "arguments")]
    public async Task A_wrong_body_is_refused_with_the_field_named(string method, string path, string body, string field)
    {
        await using var host = await ApiHost.Start();
        using var client = host.Client(host.Grains.NewTenant().Key);

        using var refused = await client.Talk(new HttpMethod(method), $"/api/v1/tools{path}", body);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Equal([field], (await refused.Json()).GetProperty("errors").EnumerateObject().Select(e => e.Name));
    }

    [Fact]
    public async Task Another_tenants_looks_like_one_that_does_not_exist()
    {
        await using var host = await ApiHost.Start();
        using var owner = host.Client(host.Grains.NewTenant().Key);
        using var other = host.Client(host.Grains.NewTenant().Key);
        var id = (await (await owner.Post("/api/v1/tools", Tool)).Json()).GetProperty("id").GetString();

        foreach (var path in new[] { $"/api/v1/tools/{id}", $"/api/v1/tools/{OpaqueId.New()}", "/api/v1/tools/x" })
        {
            using var read = await other.GetAsync(path);
            using var tried = await other.Post($"{path}/try", """{"arguments":{}}""");
            using var removed = await other.DeleteAsync(path);
            Assert.Equal(
                (HttpStatusCode.NotFound, HttpStatusCode.NotFound, HttpStatusCode.NotFound), (read.StatusCode, tried.StatusCode, removed.StatusCode));
        }
        Assert.Equal(0, (await (await other.GetAsync("/api/v1/tools")).Json()).GetProperty("items").GetArrayLength());
    }
}
