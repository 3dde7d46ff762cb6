using System.Net;
using System.Text.Json;
using Athera.Agents;
using Xunit;

namespace Athera.Tests.Api;

/// <summary>Agents, and what they did, as the contract names them.</summary>
public sealed class AgentResourceTests
{
    [Fact]
    public async Task An_agents_draft_is_changed_with_the_fields_it_shows_and_then_published()
    {
        await using var host = await ApiHost.Start();
        var (tenant, key) = host.Grains.NewTenant();
        var id = OpaqueId.New();
        host.Grains.Agents[new(tenant, id)] = new AgentProfile();
        using var client = host.Client(key);

        var changed = await (await client.Talk(HttpMethod.Patch, $"/api/v1/agents/{id}", """{"settleMs":0}""")).Json();
        var published = await (await client.PostAsync($"/api/v1/agents/{id}/publish", null)).Json();
        var listed = await (await client.GetAsync("/api/v1/agents")).Json();

        Assert.Equal(0, changed.GetProperty("settleMs").GetInt32());
        Assert.Equal(1500, changed.GetProperty("published").GetProperty("settleMs").GetInt32());
        Assert.Equal(0, published.GetProperty("published").GetProperty("settleMs").GetInt32());
        Assert.Equal(1, listed.GetProperty("items").GetArrayLength());
    }

    [Fact]
    public async Task Another_agent_is_created_once_for_a_key_named_by_an_account_and_removed()
    {
        await using var host = await ApiHost.Start();
        using var client = host.Client(host.Grains.NewTenant().Key);

        var created = await client.Post("/api/v1/agents", """{"name":"Nora","instructions":"Sell.","settleMs":0}""", idempotencyKey: "a-1");
        var again = await client.Post("/api/v1/agents", """{"name":"Nora","instructions":"Sell.","settleMs":0}""", idempotencyKey: "a-1");
        var agent = await created.Json();
        var id = agent.GetProperty("id").GetString();
        var account = await (await client.Post("/api/v1/channels", $$"""{"kind":"paper","name":"Two","agent":"{{id}}"}""")).Json();
        var path = $"/api/v1/channels/{account.GetProperty("id").GetString()}";
        var changed = await (await client.Talk(HttpMethod.Patch, path, """{"agent":"nobody"}""")).Json();
        var plain = await (await client.Post("/api/v1/channels", """{"kind":"paper","name":"Three"}""")).Json();
        using var removed = await client.DeleteAsync($"/api/v1/agents/{id}");

        Assert.Equal((HttpStatusCode.Created, $"/api/v1/agents/{id}"), (created.StatusCode, created.Headers.Location?.ToString()));
        Assert.Equal(id, (await again.Json()).GetProperty("id").GetString());
        Assert.Equal(("Nora", "Sell.", JsonValueKind.Null, false), (
            agent.GetProperty("name").GetString(), agent.GetProperty("instructions").GetString(),
            agent.GetProperty("published").ValueKind, agent.GetProperty("isDefault").GetBoolean()));
        Assert.Equal((id, "nobody", "default"), (Agent(account), Agent(changed), Agent(plain)));
        Assert.Equal(HttpStatusCode.NoContent, removed.StatusCode);

        static string? Agent(JsonElement shown) => shown.GetProperty("agent").GetString();
    }

    [Fact]
    public async Task Another_tenants_agent_looks_like_one_that_does_not_exist()
    {
        await using var host = await ApiHost.Start();
        using var client = host.Client(host.Grains.NewTenant().Key);
        using var stranger = host.Client(host.Grains.NewTenant().Key);
        var id = (await (await client.Post("/api/v1/agents", """{"name":"Nora"}""")).Json()).GetProperty("id").GetString();
        var path = $"/api/v1/agents/{id}";

        HttpResponseMessage[] answers =
        [
            await stranger.GetAsync(path), await stranger.Talk(HttpMethod.Patch, path, "{}"), await stranger.PostAsync($"{path}/publish", null),
            await stranger.Talk(HttpMethod.Post, $"{path}/replay", "{}"), await stranger.DeleteAsync(path),
        ];

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode));
        Assert.Equal(0, (await (await stranger.GetAsync("/api/v1/agents")).Json()).GetProperty("items").GetArrayLength());
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(path)).StatusCode);
    }

    [Fact]
    public async Task Agents_are_listed_page_by_page()
    {
        await using var host = await ApiHost.Start();
        var (tenant, key) = host.Grains.NewTenant();
        foreach (var _ in Enumerable.Range(0, 3))
            host.Grains.Agents[new(tenant, OpaqueId.New())] = new AgentProfile();
        using var client = host.Client(key);

        var first = await (await client.GetAsync("/api/v1/agents?limit=2")).Json();
        var second = await (await client.GetAsync($"/api/v1/agents?limit=2&after={first.GetProperty("next").GetString()}")).Json();

        Assert.Equal((2, 1), (first.GetProperty("items").GetArrayLength(), second.GetProperty("items").GetArrayLength()));
        Assert.Equal(JsonValueKind.Null, second.GetProperty("next").ValueKind);
    }

    [Fact]
    public async Task What_an_agent_may_do_is_changed_with_the_fields_it_shows()
    {
        await using var host = await ApiHost.Start();
        var (tenant, key) = host.Grains.NewTenant();
        var id = OpaqueId.New();
        host.Grains.Agents[new(tenant, id)] = new AgentProfile();
        using var client = host.Client(key);

        var changed = await (await client.Talk(HttpMethod.Patch, $"/api/v1/agents/{id}", """
            {"tools":{"create_order":"allow","note":"forbid"},"budgets":{"steps":3},"handOver":{"phrases":["boss"]},
             "hours":{"timeZone":"Europe/Berlin","shifts":[{"day":"monday","from":"09:00:00","to":"17:30:00"}]}}
            """)).Json();

        Assert.Equal("forbid", changed.GetProperty("tools").GetProperty("note").GetString());
        Assert.Equal((3, 60_000), (changed.GetProperty("budgets").GetProperty("steps").GetInt32(), changed.GetProperty("budgets").GetProperty("tokens").GetInt32()));
        Assert.Equal(3, changed.GetProperty("handOver").GetProperty("failures").GetInt32());
        Assert.Equal("monday", changed.GetProperty("hours").GetProperty("shifts")[0].GetProperty("day").GetString());
    }

    [Fact]
    public async Task An_answer_is_explained_and_turns_are_replayed_to_their_tenant_alone()
    {
        await using var host = await ApiHost.Start();
        var (tenant, key) = host.Grains.NewTenant();
        var (_, stranger) = host.Grains.NewTenant();
        var (id, conversation) = (OpaqueId.New(), host.Grains.NewConversation(tenant));
        host.Grains.Agents[new(tenant, id)] = new AgentProfile();
        using var client = host.Client(key);
        using var other = host.Client(stranger);
        var path = $"/api/v1/conversations/{conversation}/messages/{conversation}-7/explanation";

        var explained = await (await client.GetAsync(path)).Json();
        var replayed = await (await client.Talk(HttpMethod.Post, $"/api/v1/agents/{id}/replay", """{"last":5}""")).Json();
        using var foreign = await other.GetAsync(path);
        using var mismatched = await client.GetAsync($"/api/v1/conversations/{conversation}/messages/{OpaqueId.New()}-7/explanation");

        Assert.Equal(7, explained.GetProperty("turn").GetInt64());
        Assert.Equal(1, replayed.GetProperty("same").GetInt32());
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (foreign.StatusCode, mismatched.StatusCode));
    }
}
