using Athera.Messages;
using Athera.Tools;
using Athera.Turns.Tools;

namespace Athera.Tasks;

/// <summary>Changes a task about the contact.</summary>
internal sealed class UpdateTaskTool(IGrainFactory grains)
    : BuiltInTool<UpdateTaskArguments>("update_task", TaskToolSchemas.Update, TaskToolJson.Default.UpdateTaskArguments)
{
    public override string Description =>
        "Changes an open task about the customer of this conversation: what is to be done, when, or that it is done or not needed any more. "
        + "What is left out stays.";

    public override ToolEffect Effect => ToolEffect.Writes;

    protected override async Task<ToolOutcome> RunAsync(ToolCall call, UpdateTaskArguments given, CancellationToken cancellation)
    {
        if (!TaskId.TryParse(given.TaskId, out var id))
            return ToolOutcome.Failed(ToolArguments.Invalid, "taskId is 32 hexadecimal digits, as find_tasks tells it");
        if (!ToolArguments.TryTime(given.DueAt, out var dueAt))
            return TaskTools.WrongTime;
        return await grains.Get<ITaskGrain>(call.Tenant, id.Value).Change(new ChangeTask
        {
            Title = given.Title,
            Text = given.Text,
            DueAt = dueAt,
            State = given.State,
            By = new Author(AuthorKind.Agent, call.Agent.ToString()),
            Of = call.Contact,
            Key = call.Key,
        }).AsOutcomeAsync(TaskTools.Tell, cancellation);
    }
}
