using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Athera.Channels.Meta;

/// <summary>Cuts a webhook down to what concerns one message, so that keeping it keeps nothing of its neighbours.</summary>
internal static class MetaPiece
{
    // The lists of the objects Meta sends; an element elsewhere belongs to what surrounds it.
    private static readonly string[] Places = ["entry", "changes"], Messages = ["messages", "statuses", "messaging", "standby"];

    // By what a sender's card and a message name the same person.
    private static readonly string[] PersonNames = ["wa_id", "user_id", "from", "from_user_id"];

    /// <summary>A body that reads as that message alone; the whole one if it is not in it.</summary>
    public static ReadOnlyMemory<byte> Of(ReadOnlyMemory<byte> body, string externalId)
    {
        try
        {
            return JsonNode.Parse(body.Span) is JsonObject root && Keep(root, externalId)
                ? Encoding.UTF8.GetBytes(root.ToJsonString())
                : body;
        }
        catch (Exception e) when (e is JsonException or ArgumentException) // A name that stands twice is one.
        {
            return body;
        }
    }

    // Whether the message is in this entry or change; what is beside it is removed.
    private static bool Keep(JsonObject place, string id)
    {
        var holds = false;
        foreach (var list in Places)
            holds |= place[list] is JsonArray places && Filter(places, node => node is JsonObject one && Keep(one, id));
        foreach (var list in Messages)
            holds |= place[list] is JsonArray messages && Filter(messages, node => IsNamed(node, id));
        if (place["value"] is JsonObject value)
            holds |= Keep(value, id);
        if (holds && place["contacts"] is JsonArray contacts && place["messages"] is JsonArray { Count: > 0 } kept)
            Filter(contacts, card => Names(card).Overlaps(Names(kept[0])));
        return holds;
    }

    private static bool Filter(JsonArray list, Func<JsonNode?, bool> keeps)
    {
        for (var i = list.Count - 1; i >= 0; i--)
        {
            if (!keeps(list[i]))
                list.RemoveAt(i);
        }
        return list.Count > 0;
    }

    private static bool IsNamed(JsonNode? node, string id) =>
        node is JsonObject message && (Text(message["id"]) == id || (message["message"] is JsonObject inner && Text(inner["mid"]) == id));

    private static HashSet<string> Names(JsonNode? node) => node is JsonObject one
        ? [.. PersonNames.Select(name => Text(one[name])).OfType<string>()]
        : [];

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}
