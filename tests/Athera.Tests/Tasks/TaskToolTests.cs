using System.Text.Json;
using System.Text.Json.Nodes;
using Athera.Messages;
using Athera.Tasks;
using Athera.Tests.Agents;
using Athera.Tests.Silos;
using Athera.Turns.Tools;
using Xunit;

namespace Athera.Tests.Tasks;

public abstract class TaskToolTests(TestSilo silo) : ToolCompliance(silo)
{
    protected override ToolEffect Effect => ToolEffect.Writes;

    protected ITasksGrain Tasks => Silo.Grains.Of<ITasksGrain>(Business.Tenant);

    protected override async Task<string> EffectsAsync() => JsonSerializer.Serialize((await Tasks.List(new TaskQuery())).Items);
}

public sealed class CreateTaskToolTests(TestSilo silo) : TaskToolTests(silo)
{
    protected override string Name => "create_task";

    private protected override Task<JsonObject> ArgumentsAsync(Customer customer) => Task.FromResult(new JsonObject
    {
        ["title"] = "Call back", ["text"] = "about the invoice", ["dueAt"] = "2026-12-01T09:00:00+01:00",
    });

    private protected override async Task DisturbAsync(JsonObject arguments)
    {
        var task = Assert.Single((await Tasks.List(new TaskQuery())).Items);
        await Silo.Grains.Get<ITaskGrain>(Business.Tenant, task.Id.Value).Change(
            new ChangeTask { By = new Author(AuthorKind.User, "ann"), State = TaskState.Done });
    }

    [Fact]
    public async Task The_task_is_about_the_contact_and_names_the_call()
    {
        var outcome = await RunAsync(await ArgumentsAsync(Customer), "k1");

        var task = Assert.Single((await Tasks.List(new TaskQuery { Contact = Customer.Contact })).Items);
        Assert.Equal((TaskState.Open, Customer.Id, "about the invoice"), (task.State, task.ConversationId, task.Text));
        Assert.Equal((OriginKind.Agent, 3, $"{Customer.Id}-3-k1"), (task.Origin.Kind, task.Origin.Turn, task.Origin.Key));
        Assert.Equal(new DateTimeOffset(2026, 12, 1, 8, 0, 0, TimeSpan.Zero), task.DueAt);
        Assert.Equal($$"""{"taskId":"{{task.Id}}","state":"open","dueAt":"2026-12-01T08:00:00+00:00"}""", outcome.Text);
    }

    [Theory]
    [InlineData("tomorrow")]
    [InlineData("2026-12-01T09:00:00")]
    [InlineData("2026-12-01")]
    [InlineData("9999-12-31T23:59:59Z")]
    public async Task A_time_that_is_none_or_has_no_offset_or_is_too_far_away_is_refused(string dueAt)
    {
        var outcome = await RunAsync(new JsonObject { ["title"] = "Call", ["dueAt"] = dueAt }, "k1");

        Assert.Equal("invalid_arguments", outcome.Fault);
        Assert.Contains("dueAt", outcome.Text, StringComparison.Ordinal);
    }
}

public sealed class UpdateTaskToolTests(TestSilo silo) : TaskToolTests(silo)
{
    protected override string Name => "update_task";

    protected override bool NamesThings => true;

    private protected override async Task<JsonObject> ArgumentsAsync(Customer customer)
    {
        var created = await Silo.Grains.Get<ITaskGrain>(Business.Tenant, OpaqueId.New()).Create(new CreateTask
        {
            Title = "Call back", Contact = customer.Contact, Origin = new Origin(OriginKind.User, "ann"),
        });
        return new JsonObject { ["taskId"] = created.Value!.Id.ToString(), ["state"] = "done", ["text"] = "Did it." };
    }

    private protected override async Task DisturbAsync(JsonObject arguments) => Assert.True((await Silo.Grains
        .Get<ITaskGrain>(Business.Tenant, TaskId.TryParse((string?)arguments["taskId"], out var id) ? id.Value : default)
        .Change(new ChangeTask { By = new Author(AuthorKind.User, "ann"), State = TaskState.Open, Text = "Not quite." })).Granted);

    [Fact]
    public async Task A_closed_task_is_not_opened_again_by_an_agent()
    {
        var arguments = await ArgumentsAsync(Customer);
        await RunAsync(arguments, "k1");

        Assert.Equal("needs_user", (await RunAsync(new JsonObject { ["taskId"] = arguments["taskId"]!.DeepClone(), ["title"] = "Again" }, "k2")).Fault);
        Assert.Equal("task_state", (await RunAsync(new JsonObject { ["taskId"] = arguments["taskId"]!.DeepClone(), ["state"] = "cancelled" }, "k3")).Fault);
    }
}

public sealed class FindTasksToolTests(TestSilo silo) : TaskToolTests(silo)
{
    protected override string Name => "find_tasks";

    protected override ToolEffect Effect => ToolEffect.Reads;

    private protected override async Task<JsonObject> ArgumentsAsync(Customer customer)
    {
        await NewAsync(customer, "Call back");
        return new JsonObject { ["state"] = "open" };
    }

    [Fact]
    public async Task It_shows_the_tasks_about_the_contact_and_no_others_and_fits_what_a_model_is_told()
    {
        for (var i = 0; i <= TaskTools.MostTasks; i++)
            await NewAsync(Customer, $"Task {i}");
        await NewAsync(await MeetAsync(), "About somebody else");

        var outcome = await RunAsync(new JsonObject(), "k1");

        var found = JsonNode.Parse(outcome.Text)!;
        Assert.Equal(
            Enumerable.Range(1, TaskTools.MostTasks).Reverse().Select(i => $"Task {i}"),
            found["tasks"]!.AsArray().Select(t => (string?)t!["title"]));
        Assert.True((bool)found["more"]!);
        Assert.InRange(outcome.Text.Length, 1, ToolOutcome.MaxLength);
    }

    private async Task NewAsync(Customer customer, string title) => Assert.True((await Silo.Grains
        .Get<ITaskGrain>(Business.Tenant, OpaqueId.New())
        .Create(new CreateTask
        {
            Title = title, Text = new string('\u00e9', CreateTask.MaxText), Contact = customer.Contact, Origin = new Origin(OriginKind.User, "ann"),
        })).Granted);
}
