using System.Text;
using System.Text.Json.Nodes;
using CsCheck;

namespace Athera.Tests.Channels;

/// <summary>Breaks bodies in every way we could think of; the same number breaks the same body the same way.</summary>
internal static class Damage
{
    private static readonly string[] Strangers =
    [
        "null", "true", "0", "-1", "1e400", "12025550143", "\"\"", "\"x\"", "\"\\ud83d\"", "\"\\u0000\"", "[]", "{}", "[[]]", "[null]",
        "{\"id\":1}", "{\"\\ud800\":1}", $"\"{new string('x', 600)}\"", $"\"{new string('y', 5000)}\"", "\"99999999999999999999\"",
    ];

    /// <summary>Any JSON at all, deep enough to matter.</summary>
    public static readonly Gen<string> AnyJson = Gen.Recursive<string>((depth, inner) => depth > 4
        ? Gen.OneOfConst(Strangers)
        : Gen.Frequency(
            (3, Gen.OneOfConst(Strangers)),
            (1, inner.Array[0, 4].Select(items => $"[{string.Join(",", items)}]")),
            (2, Gen.Select(Gen.OneOfConst("id", "from", "type", "text", "body", "timestamp", "status", "context", "errors"), inner)
                .Array[0, 4].Select(pairs => $"{{{string.Join(",", pairs.Select(pair => $"\"{pair.Item1}\":{pair.Item2}"))}}}"))));

    /// <summary>Bytes cut off, changed, removed, doubled or put in.</summary>
    public static byte[] Bytes(byte[] body, int number)
    {
        var chance = new Random(number);
        var list = body.ToList();
        for (var times = chance.Next(1, 4); times > 0 && list.Count > 0; times--)
        {
            var at = chance.Next(list.Count);
            switch (chance.Next(5))
            {
                case 0:
                    list.RemoveRange(at, list.Count - at);
                    break;
                case 1:
                    list[at] = (byte)chance.Next(256);
                    break;
                case 2:
                    list.RemoveRange(at, Math.Min(chance.Next(1, 20), list.Count - at));
                    break;
                case 3:
                    list.InsertRange(at, list.GetRange(at, Math.Min(chance.Next(1, 60), list.Count - at)));
                    break;
                default:
                    list.InsertRange(at, Encoding.ASCII.GetBytes(Strangers[chance.Next(Strangers.Length)]));
                    break;
            }
        }
        return [.. list];
    }

    /// <summary>Parts of a JSON document removed or replaced by something of another type.</summary>
    public static byte[] Json(byte[] body, int number)
    {
        var chance = new Random(number);
        var root = JsonNode.Parse(body)!;
        // A mark that no fixture has stands for the stranger until the text is whole, so that text JsonNode refuses can be put in too.
        var strangers = new List<string>();
        for (var times = chance.Next(1, 4); times > 0; times--)
        {
            var nodes = Inside(root).ToList();
            if (nodes.Count == 0)
                break;
            var (parent, child) = nodes[chance.Next(nodes.Count)];
            if (chance.Next(3) == 0)
                Remove(parent, child);
            else
            {
                Replace(parent, child, JsonValue.Create($"<<{strangers.Count}>>"));
                strangers.Add(Strangers[chance.Next(Strangers.Length)]);
            }
        }
        var text = root.ToJsonString();
        for (var at = 0; at < strangers.Count; at++)
            text = text.Replace($"\"\\u003C\\u003C{at}\\u003E\\u003E\"", strangers[at], StringComparison.Ordinal);
        return Encoding.UTF8.GetBytes(text);
    }

    private static IEnumerable<(JsonNode Parent, object Child)> Inside(JsonNode? node) => node switch
    {
        JsonObject map => map.SelectMany(pair => Inside(pair.Value).Prepend((map, pair.Key))),
        JsonArray list => list.SelectMany((item, at) => Inside(item).Prepend((list, at))),
        _ => [],
    };

    private static void Remove(JsonNode parent, object child)
    {
        if (parent is JsonObject map)
            map.Remove((string)child);
        else
            ((JsonArray)parent).RemoveAt((int)child);
    }

    private static void Replace(JsonNode parent, object child, JsonNode? by)
    {
        if (parent is JsonObject map)
            map[(string)child] = by;
        else
            ((JsonArray)parent)[(int)child] = by;
    }
}
