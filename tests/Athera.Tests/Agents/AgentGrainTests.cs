using Athera.Agents;
using Athera.Channels;
using Athera.Tests.Silos;
using Xunit;

namespace Athera.Tests.Agents;

/// <summary>A tenant's agents in a whole silo.</summary>
[Collection(nameof(TestSilo))]
public sealed class AgentGrainTests(TestSilo silo) : IAsyncLifetime
{
    private Business _business = null!;

    public async ValueTask InitializeAsync() => _business = await Business.OpenAsync(silo);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_new_agent_is_a_draft_until_it_is_published()
    {
        var agent = Grain(AgentId.New());

        var created = (await agent.Create(Draft("Nora"))).Value!;
        var published = (await agent.Publish()).Value!;

        Assert.Equal(("Nora", null, 0, false), (created.Draft.Name, created.Published, created.Version, created.IsDefault));
        Assert.Equal(("Nora", 1), (published.Published!.Name, published.Version));
        Assert.Equal(1, (await agent.Publish()).Value!.Version);
    }

    [Fact]
    public async Task Created_again_an_agent_is_told_as_it_was_created_and_stays_as_it_is()
    {
        var agent = Grain(AgentId.New());
        await agent.Create(Draft("Nora"));
        await agent.Change(new ChangeAgent { Name = "Nora Two" });
        await agent.Publish();

        var again = (await agent.Create(Draft("Nora"))).Value!;
        await silo.ForgetAsync(agent);

        Assert.Equal(("Nora", null, 0), (again.Draft.Name, again.Published, again.Version));
        Assert.Equal("Nora Two", (await agent.Get()).Value!.Published!.Name);
    }

    [Fact]
    public async Task An_agent_needs_a_name_and_keeps_to_the_rules_of_every_profile()
    {
        var refused = (await Grain(AgentId.New()).Create(new ChangeAgent { SettleMs = -1 })).Refusal!;

        Assert.Equal(["name", "settleMs"], refused.Fields!.Keys.Order());
    }

    [Fact]
    public async Task Another_tenants_agent_is_as_unknown_as_one_that_does_not_exist()
    {
        var (id, elsewhere) = (AgentId.New(), await Business.OpenAsync(silo));
        await Grain(id).Create(Draft("Nora"));
        var foreign = silo.Grains.Get<IAgentGrain>(elsewhere.Tenant, id.Value);

        Refusal?[] refusals =
        [
            (await foreign.Get()).Refusal, (await foreign.Change(Draft("x"))).Refusal, (await foreign.Publish()).Refusal,
            (await foreign.Replay(new ReplayTurns())).Refusal, (await foreign.Remove()).Refusal, (await Grain(AgentId.New()).Get()).Refusal,
        ];

        Assert.All(refusals, refusal => Assert.Equal(RefusalKind.NotFound, refusal?.Kind));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(200)]
    public async Task Pages_lead_through_all_agents_once_the_default_agent_first(int limit)
    {
        var ids = Enumerable.Range(0, 7).Select(_ => AgentId.New()).ToList();
        foreach (var id in ids)
            await Grain(id).Create(Draft("Nora"));

        var (seen, after) = (new List<AgentView>(), (string?)null);
        do
        {
            var page = await silo.Grains.Of<IAgentsGrain>(_business.Tenant).List(after, limit);
            Assert.InRange(page.Items.Count, 1, limit);
            seen.AddRange(page.Items);
            after = page.Next;
        }
        while (after is not null);

        Assert.Equal((DefaultAgent.IdOf(_business.Tenant), true), (seen[0].Id, seen[0].IsDefault));
        Assert.Equal(ids.OrderBy(id => id.Value), seen.Skip(1).Select(agent => agent.Id));
    }

    [Fact]
    public async Task There_are_at_most_a_hundred_agents_and_one_that_is_removed_makes_room()
    {
        var ids = Enumerable.Range(1, AgentLimits.MaxAgents - 1).Select(_ => AgentId.New()).ToList();
        foreach (var id in ids)
            Assert.True((await Grain(id).Create(Draft("Nora"))).Granted);

        Assert.Equal("too_many_agents", (await Grain(AgentId.New()).Create(Draft("One more"))).Refusal?.Code);
        Assert.True((await Grain(ids[0]).Create(Draft("Nora"))).Granted);
        Assert.True((await Grain(ids[0]).Remove()).Granted);
        Assert.True((await Grain(AgentId.New()).Create(Draft("One more"))).Granted);
    }

    [Fact]
    public async Task A_removed_agent_is_gone_and_does_not_come_back_by_asking_again()
    {
        var agent = Grain(AgentId.New());
        await agent.Create(Draft("Nora"));
        Assert.True((await agent.Remove()).Granted);
        await silo.ForgetAsync(agent);

        Assert.Equal(RefusalKind.NotFound, (await agent.Get()).Refusal?.Kind);
        Assert.Equal(RefusalKind.NotFound, (await agent.Remove()).Refusal?.Kind);
        Assert.Equal("agent_removed", (await agent.Create(Draft("Nora"))).Refusal?.Code);
        Assert.Single((await silo.Grains.Of<IAgentsGrain>(_business.Tenant).List(null, 10)).Items);
    }

    [Fact]
    public async Task The_default_agent_and_one_that_an_account_names_cannot_be_removed()
    {
        var id = AgentId.New();
        await Grain(id).Create(Draft("Nora"));
        await Grain(id).Publish();
        Assert.True((await AccountAsync(AccountAgent.Of(id))).Granted);

        Assert.Equal("agent_is_default", (await Grain(DefaultAgent.IdOf(_business.Tenant)).Remove()).Refusal?.Code);
        Assert.Equal("agent_in_use", (await Grain(id).Remove()).Refusal?.Code);
        Assert.True((await AccountAsync(AccountAgent.Nobody)).Granted);
        Assert.True((await Grain(id).Remove()).Granted);
    }

    [Fact]
    public async Task An_account_may_name_an_agent_only_once_that_is_published()
    {
        var (draft, elsewhere) = (AgentId.New(), await Business.OpenAsync(silo));
        await Grain(draft).Create(Draft("Nora"));

        foreach (var (agent, code) in new[]
        {
            (draft, "agent_unpublished"), (AgentId.New(), "agent_unknown"), (DefaultAgent.IdOf(elsewhere.Tenant), "agent_unknown"),
        })
        {
            var refused = (await AccountAsync(AccountAgent.Of(agent))).Refusal!;
            Assert.Equal((RefusalKind.Invalid, code), (refused.Kind, refused.Code));
            Assert.Equal(["agent"], refused.Fields!.Keys);
        }
        Assert.Equal(AccountAgent.Default, (await AccountAsync(null)).Value!.Agent);
    }

    private static ChangeAgent Draft(string name) => new() { Name = name };

    private IAgentGrain Grain(AgentId id) => silo.Grains.Get<IAgentGrain>(_business.Tenant, id.Value);

    private Task<Result<ChannelAccountView>> AccountAsync(AccountAgent? agent) =>
        silo.Grains.Get<IChannelAccountGrain>(_business.Tenant, _business.Account.Value).Change(
            new ChangeChannelAccount(null, new Dictionary<string, string>(), null, agent));
}
