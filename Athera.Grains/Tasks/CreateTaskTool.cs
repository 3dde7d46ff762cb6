using Athera.Sourcing;
using Athera.Tools;
using Athera.Turns.Tools;

namespace Athera.Tasks;

/// <summary>Makes a task about the contact, for people to do.</summary>
internal sealed class CreateTaskTool(IGrainFactory grains, DerivedIds ids)
    : BuiltInTool<CreateTaskArguments>("create_task", TaskToolSchemas.Create, TaskToolJson.Default.CreateTaskArguments)
{
    public override string Description =>
        "Makes a task about the customer of this conversation, for a person of the business to do. The customer does not see it.";

    public override ToolEffect Effect => ToolEffect.Writes;

    protected override async Task<ToolOutcome> RunAsync(ToolCall call, CreateTaskArguments given, CancellationToken cancellation)
    {
        if (!ToolArguments.TryTime(given.DueAt, out var dueAt))
            return TaskTools.WrongTime;
        var id = await ids.OfAsync(call.Tenant, "task-of-call", call.Key, cancellation);
        return await grains.Get<ITaskGrain>(call.Tenant, id).Create(new CreateTask
        {
            Title = given.Title,
            Text = given.Text,
            DueAt = dueAt,
            Contact = call.Contact,
            Conversation = call.Conversation,
            Origin = new Origin(OriginKind.Agent, call.Agent.ToString(), call.Turn, call.Key),
        }).AsOutcomeAsync(TaskTools.Tell, cancellation);
    }
}
