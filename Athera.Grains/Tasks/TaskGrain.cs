using Athera.Contacts;
using Athera.Journal;
using Athera.Sourcing;
using Orleans.Concurrency;

namespace Athera.Tasks;

/// <summary>A task, sealed under the key of the contact it is about, or under its tenant's when it is about nobody.</summary>
[Reentrant]
public sealed class TaskGrain(IGrainContext context, KnownContacts contacts)
    : EntityGrain<UserTask, TaskEvent>(context, StreamCategory.Task), ITaskGrain
{
    private TaskId Id => new(Key.Id);

    /// <inheritdoc/>
    protected override UserTask Empty => UserTask.Empty;

    /// <inheritdoc/>
    protected override EventCodec<TaskEvent> Codec => TaskForm.Events;

    /// <inheritdoc/>
    protected override int SnapshotVersion => TaskForm.SnapshotVersion;

    /// <inheritdoc/>
    public async Task<Result<TaskView>> Create(CreateTask command)
    {
        if (await FindCreatedAsync(Show) is { } before)
            return before;
        var found = await contacts.FindAsync(Key.Tenant, command.Contact, command.Conversation);
        if (found.Refusal is not null)
            return found.Refusal;
        return await CreateAsync(task => TaskDecisions.Create(task, command, found.Contact, Clock.GetUtcNow()), Show);
    }

    /// <inheritdoc/>
    public async Task<Result<TaskView>> Get()
    {
        var task = await GetStateAsync();
        return task.Exists ? Show(task) : Refusal.NotFound;
    }

    /// <inheritdoc/>
    public Task<Result<TaskView>> Change(ChangeTask command) =>
        ChangeOnceAsync(command.Key, task => TaskDecisions.Change(task, command, Clock.GetUtcNow()), Show);

    /// <inheritdoc/>
    protected override UserTask Fold(UserTask state, TaskEvent? @event) => state.Apply(@event);

    /// <inheritdoc/>
    protected override long SequenceOf(UserTask state) => state.Sequence;

    /// <inheritdoc/>
    protected override UserTask ReadSnapshot(ReadOnlySpan<byte> payload) => TaskForm.Read(payload);

    /// <inheritdoc/>
    protected override byte[] WriteSnapshot(UserTask state) => TaskForm.Write(state);

    /// <inheritdoc/>
    protected override OpaqueId SubjectOf(UserTask state) => state.Contact?.Value ?? Key.Tenant.Value;

    /// <inheritdoc/>
    protected override Append Complete(
        Append append, UserTask before, UserTask after, IReadOnlyList<TaskEvent> events, Sealer sealer) => append with
        {
            Entity = new EntityRow(
                Key.Id, Category, (short)after.State, after.Contact, after.Conversation, after.Assignee, after.Team, after.DueAt),
            Claims = [.. Once(events, after, sealer)],
        };

    private TaskView Show(UserTask task) => task.View(Id, Clock.GetUtcNow());
}

/// <summary>All tasks of a tenant, read as they were last committed.</summary>
[StatelessWorker, Reentrant]
public sealed class TasksGrain(IGrainContext context, SnapshotReader reader, TimeProvider clock) : Grain(context), ITasksGrain
{
    private readonly TenantKey _key = TenantKey.Parse(context.GrainId.Key.ToString()!);

    /// <inheritdoc/>
    public async Task<Page<TaskView>> List(TaskQuery query)
    {
        var now = clock.GetUtcNow();
        if (query.Overdue && query.State is not (null or TaskState.Open))
            return new Page<TaskView>([], null);
        return await reader.ListAsync(
            _key.Tenant, StreamCategory.Task,
            new EntityFilter
            {
                State = (short?)(query.Overdue ? TaskState.Open : query.State),
                Contact = query.Contact,
                Conversation = query.Conversation,
                Assignee = query.Assignee,
                Team = query.Team,
                DueBy = query.Overdue ? now : null,
            },
            query.After, query.Limit,
            (id, payload) => TaskForm.Read(payload).View(new TaskId(id), now), CancellationToken.None);
    }
}
