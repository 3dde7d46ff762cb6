using System.Text.Json;
using System.Text.Json.Serialization;
using Athera.Messages;
using Athera.Sourcing;
using Athera.Tools;
using Athera.Turns.Tools;

namespace Athera.Tasks;

/// <summary>What agents can do about tasks that concern their contact.</summary>
public sealed class TaskTools(IGrainFactory grains, DerivedIds ids) : IToolSource
{
    private readonly IReadOnlyList<ITool> _tools = [new CreateTaskTool(grains, ids), new UpdateTaskTool(grains)];

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<ITool>> ToolsAsync(TenantId tenant, CancellationToken cancellation) => new(_tools);

    /// <summary>What a model is told of a task.</summary>
    internal static string Tell(TaskView task) =>
        JsonSerializer.Serialize(new ToldTask(task.Id, Histories.NameOf(task.State), task.DueAt), TaskToolJson.Default.ToldTask);

    /// <summary>What is wrong with a time.</summary>
    internal static ToolOutcome WrongTime { get; } =
        ToolOutcome.Failed(ToolArguments.Invalid, "dueAt is a time with its offset, such as 2026-05-01T09:00:00Z");
}

/// <summary>Makes a task about the contact, for people to do.</summary>
internal sealed class CreateTaskTool(IGrainFactory grains, DerivedIds ids) : ITool
{
    public string Name => "create_task";

    public string Description =>
        "Makes a task about the customer of this conversation, for a person of the business to do. The customer does not see it.";

    public JsonElement Schema { get; } = TaskToolSchemas.Create;

    public ToolEffect Effect => ToolEffect.Writes;

    public async Task<ToolOutcome> RunAsync(ToolCall call, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (ToolArguments.Read(Schema, call.Arguments, TaskToolJson.Default.CreateTaskArguments, out var wrong) is not { } given)
            return wrong!;
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

/// <summary>Changes a task about the contact.</summary>
internal sealed class UpdateTaskTool(IGrainFactory grains) : ITool
{
    public string Name => "update_task";

    public string Description =>
        "Changes an open task about the customer of this conversation: what is to be done, when, or that it is done or not needed any more. "
        + "What is left out stays.";

    public JsonElement Schema { get; } = TaskToolSchemas.Update;

    public ToolEffect Effect => ToolEffect.Writes;

    public async Task<ToolOutcome> RunAsync(ToolCall call, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (ToolArguments.Read(Schema, call.Arguments, TaskToolJson.Default.UpdateTaskArguments, out var wrong) is not { } given)
            return wrong!;
        if (!TaskId.TryParse(given.TaskId, out var id))
            return ToolOutcome.Failed(ToolArguments.Invalid, "taskId is 32 hexadecimal digits, as create_task told it");
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

internal sealed record CreateTaskArguments(string Title, string? Text, string? DueAt)
{
    public override string ToString() => nameof(CreateTaskArguments);
}

internal sealed record UpdateTaskArguments(string TaskId, string? Title, string? Text, string? DueAt, TaskState? State)
{
    public override string ToString() => nameof(UpdateTaskArguments);
}

internal sealed record ToldTask(TaskId TaskId, string State, DateTimeOffset? DueAt);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(CreateTaskArguments))]
[JsonSerializable(typeof(UpdateTaskArguments))]
[JsonSerializable(typeof(ToldTask))]
internal sealed partial class TaskToolJson : JsonSerializerContext;
