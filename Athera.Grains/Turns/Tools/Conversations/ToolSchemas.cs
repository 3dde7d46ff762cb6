using System.Text.Json;

namespace Athera.Turns.Tools.Conversations;

/// <summary>Reads schemas written in the source.</summary>
internal static class ToolSchemas
{
    /// <summary>A schema.</summary>
    public static JsonElement Of(string json) => JsonDocument.Parse(json).RootElement;
}
