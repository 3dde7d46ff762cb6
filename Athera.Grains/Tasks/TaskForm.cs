using System.Text.Json;
using System.Text.Json.Serialization;
using Athera.Sourcing;

namespace Athera.Tasks;

/// <summary>How a task is written down. The names are stored: never change or reuse one.</summary>
public static class TaskForm
{
    /// <summary>The form of a snapshot.</summary>
    public const int SnapshotVersion = 1;

    /// <summary>The events.</summary>
    public static EventCodec<TaskEvent> Events { get; } = new EventCodec<TaskEvent>()
        .Add("task.created", TaskJson.Default.TaskCreated)
        .Add("task.changed", TaskJson.Default.TaskChanged)
        .Add("task.state_changed", TaskJson.Default.TaskStateChanged);

    /// <summary>Writes a snapshot.</summary>
    public static byte[] Write(UserTask task) => JsonSerializer.SerializeToUtf8Bytes(task, TaskJson.Default.UserTask);

    /// <summary>Reads a snapshot.</summary>
    public static UserTask Read(ReadOnlySpan<byte> payload) => JsonSerializer.Deserialize(payload, TaskJson.Default.UserTask)!;
}

/// <summary>Generated serializers of what a task stores.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(TaskCreated))]
[JsonSerializable(typeof(TaskChanged))]
[JsonSerializable(typeof(TaskStateChanged))]
[JsonSerializable(typeof(UserTask))]
internal sealed partial class TaskJson : JsonSerializerContext;
