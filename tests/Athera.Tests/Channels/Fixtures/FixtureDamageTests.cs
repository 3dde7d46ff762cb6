using System.Text;
using System.Text.Json.Nodes;
using Athera.Channels;
using Athera.Tests.Channels.Meta;
using Xunit;

namespace Athera.Tests.Channels.Fixtures;

/// <summary>
/// Every fixture cut at every byte, without each of its fields in turn, and with each of them replaced by things of other types: it is
/// read without an exception, and what stands beside it is read as ever.
/// </summary>
public sealed class FixtureDamageTests
{
    private static readonly string[] Strangers =
    [
        "null", "true", "-1", "1e400", "12025550143", "\"\"", "\"x\"", "\"\\ud83d\"", "[]", "{}", "[[null]]", "{\"id\":{}}",
        $"\"{new string('y', 5000)}\"", "99999999999999999999",
    ];

    private static readonly IWebhookProtocol Meta = ChannelHost.Protocol("meta"), Twilio = ChannelHost.Protocol("twilio");

    public static TheoryData<FixtureLine> OfMeta() => [.. FixtureIndex.Webhooks.Where(line => line.Provider == "meta")];

    public static TheoryData<FixtureLine> OfTwilio() => [.. FixtureIndex.Webhooks.Where(line => line.Provider == "twilio")];

    [Theory]
    [MemberData(nameof(OfMeta))]
    [MemberData(nameof(OfTwilio))]
    public void Cut_at_any_byte_it_is_read_or_kept(FixtureLine line)
    {
        var request = line.Request();
        var protocol = line.Provider == "meta" ? Meta : Twilio;
        for (var length = 0; length < request.Body.Length; length++)
        {
            var elements = protocol.Read(request with { Body = request.Body[..length] }).Elements;
            // JSON that ends early says nothing; a form does.
            if (line.Provider == "meta" && length < Encoding.UTF8.GetString(request.Body.Span).TrimEnd().Length)
                Assert.Equal(UnreadableReasons.MalformedBody, Assert.IsType<UnreadableElement>(Assert.Single(elements)).Reason);
        }
    }

    [Theory]
    [MemberData(nameof(OfMeta))]
    public void With_any_part_missing_or_strange_its_neighbours_are_read(FixtureLine line)
    {
        foreach (var (list, item) in Lists(line))
        {
            var good = NeighbourOf(list, item);
            Assert.Equal(1, Count(list, good));
            foreach (var (parent, child) in Inside(item).Prepend((list, (object)0)).ToList())
            {
                foreach (var stranger in Strangers)
                    Assert.Equal(1, Count(list, good, parent, child, stranger));
                if (parent != list)
                    Assert.Equal(1, Count(list, good, parent, child, null));
            }
        }
    }

    [Theory]
    [MemberData(nameof(OfTwilio))]
    public void With_any_field_missing_or_strange_it_is_read_or_kept(FixtureLine line)
    {
        var request = line.Request();
        var fields = Encoding.UTF8.GetString(request.Body.Span).Split('&');
        for (var at = 0; at < fields.Length; at++)
        {
            var name = fields[at].Split('=')[0];
            foreach (var value in new[] { null, name, $"{name}=", $"{name}=%FF%00", $"{name}=-1", $"{name}={new string('7', 6000)}", $"{name}=%", "&&==" })
            {
                var changed = fields.Select((field, number) => number == at ? value : field).Where(field => field is not null);
                Twilio.Read(request with { Body = Encoding.UTF8.GetBytes(string.Join('&', changed)) });
            }
        }
    }

    // How often the good neighbour is read when it stands behind a damaged first item.
    private static int Count(JsonArray list, JsonNode good, JsonNode? parent = null, object? child = null, string? stranger = null)
    {
        var was = parent is null ? null : Take(parent, child!);
        if (stranger is not null)
            Put(parent!, child!, JsonValue.Create(Mark));
        list.Add(good.DeepClone());
        var body = list.Root.ToJsonString().Replace($"\"{Mark}\"", stranger, StringComparison.Ordinal);
        list.RemoveAt(list.Count - 1);
        if (parent is not null)
            Put(parent, child!, was);
        return Meta.Read(MetaRequests.Post(body)).Elements
            .Count(element => element is ReceivedElement { Message.ExternalId: "good-neighbour" });
    }

    private const string Mark = "-stranger-";

    // The list of entries, and the lists of elements, each with its first item.
    private static IEnumerable<(JsonArray List, JsonNode Item)> Lists(FixtureLine line)
    {
        var root = JsonNode.Parse(line.Request().Body.Span)!;
        var entries = root["entry"]!.AsArray();
        yield return (entries, entries[0]!);
        foreach (var name in new[] { "messaging", "changes" })
            if (entries[0]![name] is JsonArray { Count: > 0 } items)
                yield return (items, items[0]!);
        var value = entries[0]!["changes"]?[0]?["value"];
        if (entries[0]!["changes"]?[0]?["field"]?.GetValue<string>() == "messages" && value?["messages"] is JsonArray { Count: > 0 } messages)
            yield return (messages, messages[0]!);
    }

    private static JsonNode NeighbourOf(JsonArray list, JsonNode item)
    {
        var name = list.Root["object"]!.GetValue<string>();
        var good = JsonNode.Parse(Fixture.Bytes(
            name == "instagram" ? "meta/ig-01-text.json" : name == "page" ? "meta/page-01-text.json" : "meta/wa-01-text.json"))!["entry"]![0]!;
        if (good["messaging"] is { } messaging)
        {
            messaging[0]!["message"]!["mid"] = "good-neighbour";
            return item["messaging"] is not null ? good : messaging[0]!;
        }
        var change = good["changes"]![0]!;
        change["value"]!["messages"]![0]!["id"] = "good-neighbour";
        return item["changes"] is not null ? good : item["field"] is not null ? change : change["value"]!["messages"]![0]!;
    }

    private static IEnumerable<(JsonNode Parent, object Child)> Inside(JsonNode? node) => node switch
    {
        JsonObject map => map.SelectMany(pair => Inside(pair.Value).Prepend((map, pair.Key))),
        JsonArray items => items.SelectMany((item, at) => Inside(item).Prepend((items, at))),
        _ => [],
    };

    private static JsonNode? Take(JsonNode parent, object child)
    {
        if (parent is JsonObject map)
        {
            var was = map[(string)child];
            map.Remove((string)child);
            return was;
        }
        var items = parent.AsArray();
        var item = items[(int)child];
        items[(int)child] = null;
        return item;
    }

    private static void Put(JsonNode parent, object child, JsonNode? node)
    {
        if (parent is JsonObject map)
            map[(string)child] = node;
        else
            parent.AsArray()[(int)child] = node;
    }
}
