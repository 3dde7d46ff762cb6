using System.Text.Json.Serialization;

namespace Athera.Tasks;

internal sealed record CreateTaskArguments(string Title, string? Text, string? DueAt)
{
    public override string ToString() => nameof(CreateTaskArguments);
}

internal sealed record UpdateTaskArguments(string TaskId, string? Title, string? Text, string? DueAt, TaskState? State)
{
    public override string ToString() => nameof(UpdateTaskArguments);
}

internal sealed record FindTasksArguments(TaskState? State);

internal sealed record ToldTask(TaskId TaskId, string State, DateTimeOffset? DueAt);

internal sealed record FoundTasks(IReadOnlyList<FoundTask> Tasks, bool More);

internal sealed record FoundTask(TaskId TaskId, string Title, string? Text, string State, DateTimeOffset? DueAt, bool Overdue)
{
    public override string ToString() => nameof(FoundTask);
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(CreateTaskArguments))]
[JsonSerializable(typeof(UpdateTaskArguments))]
[JsonSerializable(typeof(FindTasksArguments))]
[JsonSerializable(typeof(ToldTask))]
[JsonSerializable(typeof(FoundTasks))]
internal sealed partial class TaskToolJson : JsonSerializerContext;
