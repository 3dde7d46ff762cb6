using Athera.Tools;
using Athera.Turns.Tools;

namespace Athera.Tasks;

/// <summary>Looks up the tasks about the contact.</summary>
internal sealed class FindTasksTool(IGrainFactory grains)
    : BuiltInTool<FindTasksArguments>("find_tasks", TaskToolSchemas.Find, TaskToolJson.Default.FindTasksArguments)
{
    public override string Description =>
        "Shows the newest tasks about the customer of this conversation, with their ids: look here before you make or change one.";

    public override ToolEffect Effect => ToolEffect.Reads;

    protected override async Task<ToolOutcome> RunAsync(ToolCall call, FindTasksArguments given, CancellationToken cancellation)
    {
        var found = await grains.Of<ITasksGrain>(call.Tenant)
            .List(new TaskQuery { Contact = call.Contact, State = given.State, Limit = TaskTools.MostTasks })
            .WaitAsync(cancellation);
        return new ToolOutcome { Text = TaskTools.Tell(found) };
    }
}
