using System.Text.Json.Serialization;

namespace Athera;

/// <summary>Names a task of a tenant.</summary>
[GenerateSerializer, Immutable, Alias("Athera.TaskId")]
[JsonConverter(typeof(OpaqueIdJsonConverter<TaskId>))]
public readonly record struct TaskId([property: Id(0)] OpaqueId Value) : IOpaqueId<TaskId>
{
    /// <summary>Draws a new id.</summary>
    public static TaskId New() => new(OpaqueId.New());

    /// <inheritdoc/>
    public static TaskId From(OpaqueId value) => new(value);

    /// <summary>Reads the text form; anything but 32 hexadecimal digits is refused.</summary>
    public static bool TryParse(string? text, out TaskId id)
    {
        var read = OpaqueId.TryParse(text, out var value);
        id = new(value);
        return read;
    }

    /// <summary>The 32 digits.</summary>
    public override string ToString() => Value.ToString();
}
