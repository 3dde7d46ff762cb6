using Athera.Agents;
using Athera.Inbox;
using Athera.Messages;
using Athera.Tasks;
using Athera.Testing;
using Athera.Tests.Silos;
using Athera.Turns.Tools;
using Microsoft.Extensions.AI;
using Xunit;

namespace Athera.Tests.Conversations.Checks;

/// <summary>Of every call of unknown outcome there is exactly one task, whatever fails on the way.</summary>
[Collection(nameof(TestSilo))]
public sealed class CheckGrainTests(TestSilo silo) : IAsyncLifetime
{
    private Business _business = null!;
    private Customer _customer = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _business = await Business.OpenAsync(silo);
        _customer = await _business.MeetAsync();
        var post = new PaperTool("post", ToolEffect.External)
        {
            Before = (_, _) => throw new InvalidOperationException("The line is dead."),
        };
        silo.Tools.Give(_business.Tenant, post);
        var agent = silo.Grains.Get<IAgentGrain>(_business.Tenant, DefaultAgent.IdOf(_business.Tenant).Value);
        await agent.Change(new ChangeAgent { Tools = new Dictionary<string, ToolPolicy> { ["post"] = ToolPolicy.Allow } });
        Assert.True((await agent.Publish()).Granted);
        silo.Model.Say(_ => new ChatMessage(
            ChatRole.Assistant, [new FunctionCallContent("c", "post", new Dictionary<string, object?> { ["what"] = "a letter" })]));
    }

    public ValueTask DisposeAsync()
    {
        silo.Store.Heal();
        silo.Model.Say(_ => null);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_call_nobody_knows_the_outcome_of_becomes_one_task_about_the_contact_that_names_the_call()
    {
        await _customer.WriteAsync("post it");

        var task = Assert.Single(await TasksAsync(1));

        Assert.Contains("post", task.Title, StringComparison.Ordinal);
        Assert.Equal((TaskState.Open, _customer.Contact, _customer.Id), (task.State, task.ContactId, task.ConversationId));
        var call = (await _customer.EventsAsync(_ => true)).Single(e => e.Kind == "tool.intended").Data!["call"];
        Assert.Equal((OriginKind.UnknownEffect, $"{_customer.Id}.{call}"), (task.Origin.Kind, task.Origin.Key));
        Assert.Equal(task.Id.ToString(), (await PassedAsync()).Data!["task"]);
        Assert.Single(await _customer.TranscriptAsync(), m => m.Direction == MessageDirection.Note);
    }

    [Fact]
    public async Task A_task_that_could_not_be_stored_is_made_when_it_can()
    {
        silo.Store.FailBefore(append => append.Entity is not null);
        await _customer.WriteAsync("post it");
        await _customer.EventsAsync(all => all.Any(e => e.Kind == "check.passing"));
        Assert.Empty((await Tasks.List(new TaskQuery())).Items);

        silo.Store.Heal();

        Assert.Single(await TasksAsync(1));
    }

    [Fact]
    public async Task A_task_whose_making_nobody_heard_of_is_not_made_twice()
    {
        silo.Store.FailAfter(append => append.Entity is not null);
        await _customer.WriteAsync("post it");
        await TasksAsync(1);

        silo.Store.Heal();

        await PassedAsync();
        Assert.Single(await TasksAsync(1));
    }

    private ITasksGrain Tasks => silo.Grains.Of<ITasksGrain>(_business.Tenant);

    private async Task<IReadOnlyList<TaskView>> TasksAsync(int count) => (await Eventually.SeesAsync(
        () => Tasks.List(new TaskQuery { Conversation = _customer.Id }), page => page.Items.Count == count, Cancellation)).Items;

    private async Task<InboxEvent> PassedAsync() =>
        (await _customer.EventsAsync(all => all.Any(e => e.Kind == "check.passed"))).Single(e => e.Kind == "check.passed");
}
