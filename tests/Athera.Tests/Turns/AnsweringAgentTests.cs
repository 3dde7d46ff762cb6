using Athera.Agents;
using Athera.Channels;
using Athera.Conversations;
using Athera.Messages;
using Athera.Tests.Silos;
using Microsoft.Extensions.AI;
using Xunit;

namespace Athera.Tests.Turns;

/// <summary>Which agent answers, in a whole silo: two accounts, several agents, and a model that says what it was told to be.</summary>
[Collection(nameof(TestSilo))]
public sealed class AnsweringAgentTests(TestSilo silo) : IAsyncLifetime
{
    private Business _business = null!;
    private ChannelAccountId _second;

    public async ValueTask InitializeAsync()
    {
        _business = await Business.OpenAsync(silo);
        _second = await _business.ConnectAsync(Guid.NewGuid().ToString("N"));
        silo.Model.Say(messages => new ChatMessage(ChatRole.Assistant, messages.First(m => m.Role == ChatRole.System).Text));
    }

    public ValueTask DisposeAsync()
    {
        silo.Restore();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Two_accounts_are_answered_by_two_agents_as_each_is_told()
    {
        var (sales, support) = (await PublishAsync("Sell."), await PublishAsync("Help."));
        await AnswersAsync(_business.Account, AccountAgent.Of(sales));
        await AnswersAsync(_second, AccountAgent.Of(support));

        var answers = await Task.WhenAll(AnswerAsync(_business.Account), AnswerAsync(_second));

        Assert.Equal(["Sales AI.\n\nSell.", "Sales AI.\n\nHelp."], answers.Select(a => a.Text));
        Assert.Equal([sales.ToString(), support.ToString()], answers.Select(a => a.Author.Id));
        var explained = await Task.WhenAll(answers.Select(a => _business.Conversations.Explain(a.Id.Conversation, a.Id.Sequence)));
        Assert.Equal([(sales, 1), (support, 1)], explained.Select(e => (e.Value!.Agent, e.Value.AgentVersion)));
    }

    [Fact]
    public async Task Turns_are_run_again_for_the_agent_that_answered_and_with_what_it_was_told_then()
    {
        var agent = await PublishAsync("Sell.");
        await AnswersAsync(_second, AccountAgent.Of(agent));
        await AnswerAsync(_second);
        await AnswerAsync(_business.Account);
        await PublishAsync("Sell more.", agent);
        await AnswerAsync(_second);

        var own = (await Grain(agent).Replay(new ReplayTurns())).Value!;
        var others = (await Grain(DefaultAgent.IdOf(_business.Tenant)).Replay(new ReplayTurns())).Value!;

        Assert.Equal([2, 1], own.Turns.Select(t => t.Version));
        Assert.Equal((2, 2), (own.Turns.Count, own.Same));
        Assert.Equal((1, 1), (others.Turns.Count, others.Same));
    }

    [Fact]
    public async Task Another_agent_answers_from_the_next_turn_on_and_the_account_tells_since_when()
    {
        var agent = await PublishAsync("Sell.");
        var customer = await _business.MeetAsync();
        await customer.WriteAsync("hello");
        await customer.UntilAsync(t => t is [_, { State: MessageState.Sent }]);

        await AnswersAsync(_business.Account, AccountAgent.Of(agent));
        await customer.WriteAsync("hello again");

        var transcript = await customer.UntilAsync(t => t is [_, _, _, { State: MessageState.Sent }]);
        Assert.Equal((DefaultAgent.IdOf(_business.Tenant).ToString(), agent.ToString()), (transcript[1].Author.Id, transcript[3].Author.Id));
        Assert.Equal("Sell.", transcript[3].Text);
        var events = await silo.Service<Athera.Journal.IJournalStore>().ReadStreamAsync(
            _business.Tenant, _business.Account.Value, 0, 10, CancellationToken.None);
        Assert.Equal(["account.connected", "account.agent_named"], events.Select(e => e.Kind));
    }

    [Fact]
    public async Task A_turn_under_way_keeps_its_agent_and_what_that_was_told_when_it_began()
    {
        var agent = await PublishAsync("Sell.");
        await AnswersAsync(_business.Account, AccountAgent.Of(agent));
        var (thinking, goOn) = (new TaskCompletionSource(), new TaskCompletionSource());
        silo.Model.Think(async (_, _) =>
        {
            thinking.TrySetResult();
            await goOn.Task;
        });
        var customer = await _business.MeetAsync();
        await customer.WriteAsync("hello");
        await thinking.Task.WaitAsync(Lab.Soon.Enough);

        await PublishAsync("Sell more.", agent, disclosure: "Another AI.");
        await AnswersAsync(_business.Account, AccountAgent.Nobody);
        goOn.SetResult();

        var transcript = await customer.UntilAsync(t => t is [_, { State: MessageState.Sent }]);
        Assert.Equal(("Sales AI.\n\nSell.", agent.ToString()), (transcript[1].Text, transcript[1].Author.Id));
        var explained = (await _business.Conversations.Explain(customer.Id, transcript[1].Id.Sequence)).Value!;
        Assert.Equal((agent, 1), (explained.Agent, explained.AgentVersion));
    }

    [Fact]
    public async Task Where_only_people_answer_no_turn_begins_until_an_agent_is_named()
    {
        await AnswersAsync(_business.Account, AccountAgent.Nobody);
        var customer = await _business.MeetAsync();
        await customer.WriteAsync("hello");

        var waiting = (await _business.Conversations.Get(customer.Id)).Value!;
        Assert.Equal((Responder.Nobody, 1), (waiting.Responder, waiting.Unread));
        Assert.Equal("no_agent", (await customer.Grain.Handle(new ResumeAgent { User = "ann" })).Refusal?.Code);
        await AnswersAsync(_business.Account, AccountAgent.Default);
        await customer.WriteAsync("still there?");

        await customer.UntilAsync(t => t is [_, _, { State: MessageState.Sent }]);
        var events = await customer.EventsAsync(_ => true);
        Assert.Equal(
            ["nobody no_agent", "agent agent_named"],
            events.Where(e => e.Kind == "responder.changed").Select(e => $"{e.Data!["responder"]} {e.Data["reason"]}"));
        Assert.Single(events, e => e.Kind == "turn.started");
    }

    [Fact]
    public async Task An_agent_that_was_removed_the_moment_it_was_named_leaves_the_account_to_the_default_agent()
    {
        var agent = await PublishAsync("Sell.");
        Assert.True((await Grain(agent).Remove()).Granted);
        var profiles = silo.Service<AgentProfiles>();

        var answering = await profiles.GetAsync(_business.Tenant, AccountAgent.Of(agent));

        Assert.Equal(DefaultAgent.IdOf(_business.Tenant), answering.Id);
        Assert.Equal("Sell.", (await profiles.FindAsync(_business.Tenant, agent, 1))?.Profile.Instructions);
    }

    [Fact]
    public async Task A_turn_that_begins_finds_its_agent_without_a_read()
    {
        var agent = await PublishAsync("Sell.");
        var profiles = silo.Service<AgentProfiles>();
        var answering = await profiles.GetAsync(_business.Tenant, AccountAgent.Of(agent));

        silo.Store.CannotRead = true;

        Assert.Equal(answering, await profiles.FindAsync(_business.Tenant, agent, answering.Version));
    }

    [Fact]
    public async Task Hours_are_those_of_the_agent_that_answers()
    {
        var never = new AgentHours { TimeZone = "UTC", Shifts = [new AgentShift(Yesterday, new(0, 0), new(0, 1))] };
        var agent = await PublishAsync("Sell.", hours: never);
        await AnswersAsync(_second, AccountAgent.Of(agent));
        var customer = await _business.MeetAsync(_second);

        await customer.WriteAsync("hello");
        await AnswerAsync(_business.Account);

        Assert.Single(await customer.TranscriptAsync());
        Assert.DoesNotContain(await customer.EventsAsync(_ => true), e => e.Kind == "turn.started");
    }

    private static DayOfWeek Yesterday => TimeProvider.System.GetUtcNow().AddDays(-1).DayOfWeek;

    private IAgentGrain Grain(AgentId id) => silo.Grains.Get<IAgentGrain>(_business.Tenant, id.Value);

    private async Task<AgentId> PublishAsync(
        string instructions, AgentId? known = null, string disclosure = "Sales AI.", AgentHours? hours = null)
    {
        var agent = known ?? AgentId.New();
        var draft = new ChangeAgent { Name = "Sales", Instructions = instructions, SettleMs = 0, Disclosure = disclosure, Hours = hours };
        Assert.True((known is null ? await Grain(agent).Create(draft) : await Grain(agent).Change(draft)).Granted);
        Assert.True((await Grain(agent).Publish()).Granted);
        return agent;
    }

    private async Task AnswersAsync(ChannelAccountId account, AccountAgent agent) => Assert.Equal(
        agent, (await silo.Grains.Get<IChannelAccountGrain>(_business.Tenant, account.Value).Change(
            new ChangeChannelAccount(null, new Dictionary<string, string>(), null, agent))).Value?.Agent);

    // Somebody new writes, and is answered.
    private async Task<MessageView> AnswerAsync(ChannelAccountId account)
    {
        var customer = await _business.MeetAsync(account);
        await customer.WriteAsync("hello");
        return (await customer.UntilAsync(t => t is [_, { State: MessageState.Sent }]))[1];
    }
}
