using System.Text.Json;
using Athera.Tools;
using Athera.Turns.Tools;

namespace Athera.Tasks;

/// <summary>Looks up the tasks about the contact.</summary>
internal sealed class FindTasksTool(IGrainFactory grains) : ITool
{
    public string Name => "find_tasks";

    public string Description =>
        "Shows the newest tasks about the customer of this conversation, with their ids: look here before you make or change one.";

    public JsonElement Schema { get; } = TaskToolSchemas.Find;

    public ToolEffect Effect => ToolEffect.Reads;

    public async Task<ToolOutcome> RunAsync(ToolCall call, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (ToolArguments.Read(Schema, call.Arguments, TaskToolJson.Default.FindTasksArguments, out var wrong) is not { } given)
            return wrong!;
        var found = await grains.Of<ITasksGrain>(call.Tenant)
            .List(new TaskQuery { Contact = call.Contact, State = given.State, Limit = TaskTools.MostTasks })
            .WaitAsync(cancellation);
        return new ToolOutcome { Text = TaskTools.Tell(found) };
    }
}
