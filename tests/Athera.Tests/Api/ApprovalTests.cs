using System.Net;
using System.Net.Http.Json;
using Athera.Conversations;
using Xunit;

namespace Athera.Tests.Api;

public sealed class ApprovalTests
{
    private static readonly string _hash = new('a', 64);

    [Fact]
    public async Task What_an_agent_waits_for_is_listed_and_decided_by_the_caller()
    {
        await using var host = await ApiHost.Start();
        var (tenant, key) = host.Grains.NewTenant();
        var conversation = host.Grains.NewConversation(tenant);
        var approval = ApprovalId.New();
        host.Grains.Approvals.Enqueue(new ApprovalView
        {
            Id = approval, Turn = 5, Tool = "create_order", Arguments = "{}", Hash = _hash, ExpiresAt = DateTimeOffset.UnixEpoch,
        });
        using var client = host.Client(key);

        var listed = await (await client.GetAsync($"/api/v1/conversations/{conversation}/approvals")).Json();
        using var decided = await client.PostAsJsonAsync(
            $"/api/v1/conversations/{conversation}/approvals/{approval}", new { decision = "approve", hash = _hash });

        Assert.Equal(approval.ToString(), listed.GetProperty("items")[0].GetProperty("id").GetString());
        Assert.Equal(HttpStatusCode.OK, decided.StatusCode);
        var command = Assert.IsType<DecideApproval>(Assert.Single(host.Grains.Commands));
        Assert.Equal((approval, true, _hash), (command.Approval, command.Approve, command.Hash));
        Assert.NotEmpty(command.User);
    }

    [Theory]
    [InlineData("""{}""", "decision")]
    [InlineData("""{"decision":"maybe"}""", "decision")]
    [InlineData("""{"decision":"approve","hash":"short"}""", "hash")]
    public async Task What_is_no_decision_is_named(string body, string field)
    {
        await using var host = await ApiHost.Start();
        var (tenant, key) = host.Grains.NewTenant();
        using var client = host.Client(key);

        var path = $"/api/v1/conversations/{host.Grains.NewConversation(tenant)}/approvals/{ApprovalId.New()}";
        var refused = await (await client.Talk(HttpMethod.Post, path, body)).Json();

        Assert.True(refused.GetProperty("errors").TryGetProperty(field, out _));
        Assert.Empty(host.Grains.Commands);
    }

    [Fact]
    public async Task Another_tenants_conversation_has_none()
    {
        await using var host = await ApiHost.Start();
        var (tenant, _) = host.Grains.NewTenant();
        var (_, other) = host.Grains.NewTenant();
        using var client = host.Client(other);

        using var answer = await client.GetAsync($"/api/v1/conversations/{host.Grains.NewConversation(tenant)}/approvals");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }
}
