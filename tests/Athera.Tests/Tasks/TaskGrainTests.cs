using Athera.Contacts;
using Athera.Keys;
using Athera.Messages;
using Athera.Tasks;
using Athera.Tests.Silos;
using Xunit;

namespace Athera.Tests.Tasks;

[Collection(nameof(TestSilo))]
public sealed class TaskGrainTests(TestSilo silo) : IAsyncLifetime
{
    private static readonly Author _user = new(AuthorKind.User, "ann"), _agent = new(AuthorKind.Agent, "bot");

    private Business _business = null!;
    private ContactId _contact;

    public async ValueTask InitializeAsync()
    {
        _business = await Business.OpenAsync(silo);
        _contact = ContactId.New();
        await silo.Grains.Get<IContactGrain>(_business.Tenant, _contact.Value).Create(new CreateContact("Dana", null));
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_task_comes_back_from_the_database_as_it_was_left()
    {
        var grain = Grain();
        var due = DateTimeOffset.UtcNow.AddDays(1);
        await grain.Create(New() with { Text = "about the invoice", DueAt = due });
        await grain.Change(new ChangeTask { By = _user, Assignee = "ann", State = TaskState.Done });
        await silo.ForgetAsync(grain);

        var task = (await grain.Get()).Value!;

        Assert.Equal(("Call back", "about the invoice", "ann", TaskState.Done, due), (task.Title, task.Text, task.Assignee, task.State, task.DueAt));
        Assert.Equal(["assignee", "done"], task.History.Select(h => h.State ?? string.Join(',', h.Fields)));
        Assert.All(task.History, h => Assert.Equal(_user, h.By));
    }

    [Fact]
    public async Task A_task_about_somebody_is_sealed_with_that_contacts_key_and_one_about_nobody_with_the_tenants()
    {
        var (about, nobody) = (Grain(), Grain());
        var (aboutId, nobodyId) = ((await about.Create(New())).Value!.Id, (await nobody.Create(New() with { Contact = null })).Value!.Id);

        async Task<OpaqueId> SubjectAsync(TaskId id) => SubjectKey.SubjectOf(
            (await silo.Store.LoadAsync(_business.Tenant, id.Value, CancellationToken.None))!.Snapshot!.Payload.Span);

        Assert.Equal(_contact.Value, await SubjectAsync(aboutId));
        Assert.Equal(_business.Tenant.Value, await SubjectAsync(nobodyId));
    }

    [Fact]
    public async Task Overdue_tasks_are_found_by_asking_and_closed_ones_are_not_among_them()
    {
        var now = DateTimeOffset.UtcNow;
        var late = (await Grain().Create(New() with { DueAt = now.AddMinutes(-1) })).Value!;
        var closed = Grain();
        await closed.Create(New() with { DueAt = now.AddMinutes(-1) });
        await closed.Change(new ChangeTask { By = _user, State = TaskState.Cancelled });
        await Grain().Create(New() with { DueAt = now.AddHours(1) });
        await Grain().Create(New());

        var overdue = await Tasks.List(new TaskQuery { Overdue = true });

        Assert.Equal([late.Id], overdue.Items.Select(t => t.Id));
        Assert.True(overdue.Items[0].Overdue);
        Assert.Empty((await Tasks.List(new TaskQuery { Overdue = true, State = TaskState.Done })).Items);
        Assert.Equal(4, (await Tasks.List(new TaskQuery())).Items.Count);
    }

    [Fact]
    public async Task Tasks_are_listed_by_who_has_them_whom_they_are_about_and_state()
    {
        var mine = (await Grain().Create(New() with { Assignee = "ann", Team = "sales" })).Value!;
        var about = (await Grain().Create(New() with { Title = "Second" })).Value!;
        var nobody = (await Grain().Create(New() with { Contact = null })).Value!;

        Assert.Equal([mine.Id], (await Tasks.List(new TaskQuery { Assignee = "ann" })).Items.Select(t => t.Id));
        Assert.Equal([mine.Id], (await Tasks.List(new TaskQuery { Team = "sales" })).Items.Select(t => t.Id));
        Assert.Equal([about.Id, mine.Id], (await Tasks.List(new TaskQuery { Contact = _contact })).Items.Select(t => t.Id));
        Assert.Equal([nobody.Id, about.Id, mine.Id], (await Tasks.List(new TaskQuery { State = TaskState.Open })).Items.Select(t => t.Id));
        Assert.Equal([nobody.Id], (await Tasks.List(new TaskQuery { Limit = 1 })).Items.Select(t => t.Id));
    }

    [Fact]
    public async Task A_change_with_a_key_happens_once()
    {
        var grain = Grain();
        await grain.Create(New());
        var asked = new ChangeTask { By = _agent, Key = "call-1", State = TaskState.Done, Of = _contact };

        await grain.Change(asked);
        await grain.Change(new ChangeTask { By = _user, State = TaskState.Open });
        var again = await grain.Change(asked);

        Assert.Equal(TaskState.Done, again.Value?.State);
        Assert.Equal(TaskState.Open, (await grain.Get()).Value?.State);
    }

    [Fact]
    public async Task Nobody_reaches_another_contacts_or_another_tenants_task()
    {
        var grain = Grain();
        var id = (await grain.Create(New())).Value!.Id;
        var nobodys = Grain();
        await nobodys.Create(New() with { Contact = null });
        var other = await Business.OpenAsync(silo);

        Assert.Equal(RefusalKind.NotFound, (await grain.Change(new ChangeTask { By = _agent, Of = ContactId.New() })).Refusal?.Kind);
        Assert.Equal(RefusalKind.NotFound, (await nobodys.Change(new ChangeTask { By = _agent, Of = _contact })).Refusal?.Kind);
        Assert.Equal(RefusalKind.NotFound, (await silo.Grains.Get<ITaskGrain>(other.Tenant, id.Value).Get()).Refusal?.Kind);
        Assert.Contains("contactId", (await Grain().Create(New() with { Contact = ContactId.New() })).Refusal!.Fields!.Keys);
    }

    private ITasksGrain Tasks => silo.Grains.Of<ITasksGrain>(_business.Tenant);

    private ITaskGrain Grain() => silo.Grains.Get<ITaskGrain>(_business.Tenant, OpaqueId.New());

    private CreateTask New() => new() { Title = "Call back", Contact = _contact, Origin = new Origin(OriginKind.User, "ann") };
}
