using System.Net;
using Xunit;

namespace Athera.Tests.Api;

/// <summary>The way out as programs see it.</summary>
public sealed class ImprovementTests
{
    private const string Path = "/api/v1/improvement";

    [Fact]
    public async Task It_is_closed_until_the_tenant_opens_it_and_after_it_closes_it()
    {
        await using var host = await ApiHost.Start();
        using var client = host.Client(host.Grains.NewTenant().Key);

        var before = await client.GetAsync($"{Path}/samples");
        var opened = await (await client.Talk(HttpMethod.Patch, Path, """{"allowed":true}""")).Json();
        var samples = await (await client.GetAsync($"{Path}/samples?limit=7&after=30")).Json();
        var closed = await (await client.Talk(HttpMethod.Patch, Path, """{"allowed":false}""")).Json();
        var after = await client.GetAsync($"{Path}/samples");

        Assert.Equal(
            (HttpStatusCode.Conflict, "improvement_off", HttpStatusCode.Conflict),
            (before.StatusCode, (await before.Json()).GetProperty("code").GetString(), after.StatusCode));
        Assert.Equal((true, false), (opened.GetProperty("allowed").GetBoolean(), closed.GetProperty("allowed").GetBoolean()));
        Assert.Equal(
            $$"""{"id":"{{FakeGrains.Sample.Id}}","before":[{"by":"contact","text":"Hi"}],"answer":"Hello [name]"}""",
            Assert.Single(samples.GetProperty("items").EnumerateArray()).GetRawText());
        Assert.Equal("12", samples.GetProperty("next").GetString());
        var export = Assert.Single(opened.GetProperty("exports").EnumerateArray());
        Assert.Equal(
            ("ann", $"{FakeGrains.Sample.Id}"), (export.GetProperty("user").GetString(), export.GetProperty("samples")[0].GetString()));
    }

    [Fact]
    public async Task Who_asks_is_told_to_the_record_and_what_is_missing_is_refused()
    {
        await using var host = await ApiHost.Start();
        using var client = host.Client(host.Grains.NewTenant().Key);
        using var nobody = host.Client();

        await client.GetAsync($"{Path}/samples?limit=7&after=30");
        var nothing = await client.Talk(HttpMethod.Patch, Path, "{}");
        var unknown = await nobody.GetAsync($"{Path}/samples");

        Assert.True(host.Grains.LastExport is { After: "30", Limit: 7 } asked && asked.User.StartsWith("api-key:", StringComparison.Ordinal));
        Assert.Equal((HttpStatusCode.UnprocessableEntity, HttpStatusCode.Unauthorized), (nothing.StatusCode, unknown.StatusCode));
    }
}
