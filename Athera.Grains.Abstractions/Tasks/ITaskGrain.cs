namespace Athera.Tasks;

/// <summary>A task. Key: tenant and task.</summary>
[Alias("Athera.ITaskGrain")]
public interface ITaskGrain : IGrainWithStringKey
{
    /// <summary>Creates it. Creating it again changes nothing and shows it as it was created.</summary>
    [Alias("Create")]
    Task<Result<TaskView>> Create(CreateTask command);

    /// <summary>What it is now.</summary>
    [Alias("Get")]
    Task<Result<TaskView>> Get();

    /// <summary>
    /// Changes it. Refused as a conflict where its state does not allow that (<c>task_state</c>), and as forbidden where only a user may
    /// (<c>needs_user</c>).
    /// </summary>
    [Alias("Change")]
    Task<Result<TaskView>> Change(ChangeTask command);
}

/// <summary>All tasks of a tenant. Key: the tenant's collection.</summary>
[Alias("Athera.ITasksGrain")]
public interface ITasksGrain : IGrainWithStringKey
{
    /// <summary>A page of them, the newest first.</summary>
    [Alias("List")]
    Task<Page<TaskView>> List(TaskQuery query);
}
