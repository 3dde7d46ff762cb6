using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Athera.Tests.Api;

public sealed class AccessTests
{
    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Basic dXNlcjpwYXNz")]
    [InlineData("Bearer ")]
    [InlineData("Bearer nobody's")]
    public async Task Without_a_valid_key_the_answer_is_401_with_a_problem(string? authorization)
    {
        await using var host = await ApiHost.Start();
        using var client = host.Client();
        if (authorization is not null)
            client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", authorization);

        using var response = await client.GetAsync("/api/v1/conversations");

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal("urn:athera:problem:unauthenticated", (await response.Json()).GetProperty("type").GetString());
        Assert.Equal("Bearer", response.Headers.WwwAuthenticate.ToString());
    }

    [Fact]
    public async Task A_key_in_the_URL_opens_nothing()
    {
        await using var host = await ApiHost.Start();
        var (_, key) = host.Grains.NewTenant();
        using var client = host.Client();

        using var response = await client.GetAsync($"/api/v1/conversations?access_token={key}");

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Fact]
    public async Task A_key_longer_than_any_is_refused_without_asking_the_silo()
    {
        await using var host = await ApiHost.Start();
        using var client = host.Client(new string('k', 513));

        using var response = await client.GetAsync("/api/v1/conversations");

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal(0, host.Grains.Authentications);
    }

    [Theory]
    [InlineData("/api/v1/conversations", true, 403)]
    [InlineData("/api/v1/channels", true, 403)]
    [InlineData("/api/v1/contacts", true, 403)]
    [InlineData("/api/v1/agents", true, 403)]
    [InlineData("/api/v1/quarantine", true, 200)]
    [InlineData("/api/v1/tenants", true, 200)]
    [InlineData("/api/v1/conversations", false, 200)]
    [InlineData("/api/v1/quarantine", false, 200)]
    [InlineData("/api/v1/tenants", false, 403)]
    public async Task The_platforms_key_and_a_tenants_key_open_different_doors(string path, bool platform, int status)
    {
        await using var host = await ApiHost.Start();
        using var client = host.Client(platform ? FakeGrains.PlatformKey : host.Grains.NewTenant().Key);

        using var response = await client.GetAsync(path);

        Assert.Equal(status, (int)response.StatusCode);
        if (status == 403)
            Assert.Equal("urn:athera:problem:forbidden", (await response.Json()).GetProperty("type").GetString());
    }

    [Fact]
    public async Task A_key_with_scopes_this_version_does_not_know_may_nothing()
    {
        await using var host = await ApiHost.Start();
        using var client = host.Client(host.Grains.NewTenant("read:weather").Key);

        using var response = await client.GetAsync("/api/v1/conversations");

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
    }

    [Fact]
    public async Task Another_tenants_conversation_looks_like_one_that_does_not_exist()
    {
        await using var host = await ApiHost.Start();
        var (owner, _) = host.Grains.NewTenant();
        var conversation = host.Grains.NewConversation(owner);
        using var client = host.Client(host.Grains.NewTenant().Key);

        using var others = await client.GetAsync($"/api/v1/conversations/{conversation}");
        using var nobodys = await client.GetAsync($"/api/v1/conversations/{OpaqueId.New()}");
        using var notAnId = await client.GetAsync("/api/v1/conversations/x");

        Assert.Equal(await Told(nobodys), await Told(others));
        Assert.Equal(await Told(nobodys), await Told(notAnId));

        static async Task<string> Told(HttpResponseMessage response)
        {
            var problem = await response.Json();
            return $"{(int)response.StatusCode} {problem.GetProperty("type")} {problem.GetProperty("detail")} {response.Content.Headers.ContentType}";
        }
    }

    [Fact]
    public async Task A_caller_is_remembered_for_five_seconds_and_then_asked_about_again()
    {
        var time = new FakeTimeProvider();
        await using var host = await ApiHost.Start(services => services.AddSingleton<TimeProvider>(time));
        var (_, key) = host.Grains.NewTenant();
        using var client = host.Client(key);

        await client.GetAsync("/api/v1/agents");
        host.Grains.Keys.Remove(key, out _);
        time.Advance(TimeSpan.FromSeconds(4));
        using var remembered = await client.GetAsync("/api/v1/agents");
        time.Advance(TimeSpan.FromSeconds(2));
        using var revoked = await client.GetAsync("/api/v1/agents");

        Assert.Equal(HttpStatusCode.OK, remembered.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, revoked.StatusCode);
        Assert.Equal(2, host.Grains.Authentications);
    }

    [Fact]
    public async Task A_key_that_comes_into_being_works_at_once()
    {
        await using var host = await ApiHost.Start();
        using var client = host.Client("new-key");
        using var before = await client.GetAsync("/api/v1/agents");

        host.Grains.Keys["new-key"] = new(TenantId.New(), ["admin"]);
        using var after = await client.GetAsync("/api/v1/agents");

        Assert.Equal(HttpStatusCode.Unauthorized, before.StatusCode);
        Assert.Equal(HttpStatusCode.OK, after.StatusCode);
    }

    [Fact]
    public async Task When_nobody_can_say_whose_a_key_is_the_answer_is_503()
    {
        await using var host = await ApiHost.Start();
        host.Grains.WhenAuthenticating = () => throw new OrleansException("No silo.");
        using var client = host.Client(host.Grains.NewTenant().Key);

        using var response = await client.GetAsync("/api/v1/agents");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
    }

    [Fact]
    public async Task A_key_that_asks_too_fast_is_429_and_no_other_key_is()
    {
        await using var host = await ApiHost.Start(settings: new() { ["Athera:Api:RequestsPerSecond"] = "2" });
        using var hasty = host.Client(host.Grains.NewTenant().Key);
        using var calm = host.Client(host.Grains.NewTenant().Key);

        var statuses = new List<HttpStatusCode>();
        for (var i = 0; i < 10; i++)
        {
            using var response = await hasty.GetAsync("/api/v1/agents");
            statuses.Add(response.StatusCode);
            if (response.StatusCode == HttpStatusCode.TooManyRequests)
                Assert.Equal("urn:athera:problem:too_many_requests", (await response.Json()).GetProperty("type").GetString());
        }

        using var other = await calm.GetAsync("/api/v1/agents");
        Assert.Contains(HttpStatusCode.TooManyRequests, statuses);
        Assert.Equal(HttpStatusCode.OK, other.StatusCode);
    }
}
