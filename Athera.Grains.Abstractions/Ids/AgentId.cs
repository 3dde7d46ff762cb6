using System.Text.Json.Serialization;

namespace Athera;

/// <summary>Names an AI agent profile of a tenant.</summary>
[GenerateSerializer, Immutable, Alias("Athera.AgentId")]
[JsonConverter(typeof(OpaqueIdJsonConverter<AgentId>))]
public readonly record struct AgentId([property: Id(0)] OpaqueId Value) : IOpaqueId<AgentId>
{
    /// <summary>Draws a new id.</summary>
    public static AgentId New() => new(OpaqueId.New());

    /// <inheritdoc/>
    public static AgentId From(OpaqueId value) => new(value);

    /// <summary>Reads the text form; anything but 32 hexadecimal digits is refused.</summary>
    public static bool TryParse(string? text, out AgentId id)
    {
        var read = OpaqueId.TryParse(text, out var value);
        id = new(value);
        return read;
    }

    /// <summary>The 32 digits.</summary>
    public override string ToString() => Value.ToString();
}
