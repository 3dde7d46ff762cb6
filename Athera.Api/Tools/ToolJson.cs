using System.Text.Json;

namespace Athera.Api.Tools;

/// <summary>Goes between what clients send and what grains are asked.</summary>
internal static class ToolJson
{
    /// <summary>Texts by name; that none of them is missing was checked.</summary>
    public static IReadOnlyDictionary<string, string>? Texts(IReadOnlyDictionary<string, string?>? given) =>
        given?.ToDictionary(static pair => pair.Key, static pair => pair.Value ?? "");

    /// <summary>JSON that is kept as text.</summary>
    public static JsonElement? Value(string? json) => json is null ? null : JsonSerializer.Deserialize<JsonElement>(json);
}
