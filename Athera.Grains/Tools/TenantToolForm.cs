using System.Text.Json;
using System.Text.Json.Serialization;
using Athera.Sourcing;

namespace Athera.Tools;

/// <summary>How a tenant's tool is written down. The names are stored: never change or reuse one.</summary>
public static class TenantToolForm
{
    /// <summary>The form of a snapshot.</summary>
    public const int SnapshotVersion = 1;

    /// <summary>The events.</summary>
    public static EventCodec<TenantToolEvent> Events { get; } = new EventCodec<TenantToolEvent>()
        .Add("tool.created", TenantToolJson.Default.ToolCreated)
        .Add("tool.changed", TenantToolJson.Default.ToolChanged)
        .Add("tool.sighted", TenantToolJson.Default.ToolSighted)
        .Add("tool.removed", TenantToolJson.Default.ToolRemoved);

    /// <summary>Writes a snapshot.</summary>
    public static byte[] Write(TenantTool tool) => JsonSerializer.SerializeToUtf8Bytes(tool, TenantToolJson.Default.TenantTool);

    /// <summary>Reads a snapshot.</summary>
    public static TenantTool Read(ReadOnlySpan<byte> payload) => JsonSerializer.Deserialize(payload, TenantToolJson.Default.TenantTool)!;
}

// Defaults are written out: leaving a false or a zero away would read back as a default, which is neither.
/// <summary>Generated serializers of what a tenant's tool stores.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ToolCreated))]
[JsonSerializable(typeof(ToolChanged))]
[JsonSerializable(typeof(ToolSighted))]
[JsonSerializable(typeof(ToolRemoved))]
[JsonSerializable(typeof(TenantTool))]
internal sealed partial class TenantToolJson : JsonSerializerContext;
