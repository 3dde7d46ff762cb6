using System.Text.Json;
using System.Text.Json.Nodes;

namespace Athera.Lab.Models;

/// <summary>Reads a body into a request, or says what the service would object to.</summary>
internal static class ModelCall
{
    /// <summary>The body's object, or null when it is none.</summary>
    public static JsonObject? Parse(ReadOnlySpan<byte> body)
    {
        try
        {
            return JsonNode.Parse(body) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public static ModelRequest Read(JsonObject body, string? deployment, bool isAzure, DateTimeOffset at) => new()
    {
        At = at,
        Model = deployment ?? Text(body["model"]) ?? "",
        IsAzure = isAzure,
        IsStreamed = Flag(body["stream"]),
        WantsUsage = Flag((body["stream_options"] as JsonObject)?["include_usage"]),
        User = Text(body["user"]),
        LastUserText = LastUserText(body),
        Body = body,
    };

    /// <summary>What is wrong with the messages, in the service's words; null when nothing is.</summary>
    public static string? Objection(JsonObject body)
    {
        if (body["messages"] is not JsonArray { Count: > 0 } messages) return "'messages' is a required property.";
        var open = new HashSet<string>(StringComparer.Ordinal);
        foreach (var message in messages.OfType<JsonObject>())
        {
            var role = Text(message["role"]);
            if (role == "tool")
            {
                if (!open.Remove(Text(message["tool_call_id"]) ?? "")) return "A 'tool' message must follow the call it answers.";
                continue;
            }

            if (open.Count > 0) return "An assistant message with 'tool_calls' must be followed by an answer to each call.";
            if (message["tool_calls"] is JsonArray calls)
                open.UnionWith(calls.OfType<JsonObject>().Select(call => Text(call["id"]) ?? ""));
        }

        return open.Count > 0 ? "An assistant message with 'tool_calls' must be followed by an answer to each call." : null;
    }

    /// <summary>The first parameter a reasoning model refuses, or null.</summary>
    public static string? RefusedByReasoning(JsonObject body) =>
        body.ContainsKey("max_tokens") ? "max_tokens" : body.ContainsKey("temperature") ? "temperature" : null;

    private static string LastUserText(JsonObject body) => (body["messages"] as JsonArray)?.OfType<JsonObject>()
        .LastOrDefault(message => Text(message["role"]) == "user")?["content"] switch
        {
            JsonArray parts => string.Concat(parts.OfType<JsonObject>().Select(part => Text(part["text"]))),
            { } content => Text(content) ?? "",
            null => "",
        };

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    private static bool Flag(JsonNode? node) => node is JsonValue value && value.TryGetValue<bool>(out var flag) && flag;
}
