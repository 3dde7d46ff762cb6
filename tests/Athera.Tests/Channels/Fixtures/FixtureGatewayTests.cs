using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Athera.Channels;
using Athera.Tests.Silos;
using Xunit;

namespace Athera.Tests.Channels.Fixtures;

/// <summary>The fixtures through a real gateway, real conversations and a real store.</summary>
public sealed class FixtureGatewayTests(TestSilo silo) : IClassFixture<TestSilo>
{
    private static readonly IReadOnlyList<FixtureLine> Lines = [.. FixtureIndex.Webhooks];

    [Fact]
    public async Task Every_webhook_is_taken_and_when_it_comes_again_nothing_changes()
    {
        await using var business = await FixtureBusiness.OpenAsync(silo);

        await DeliverAsync(business, Lines);
        var once = await business.SeenAsync();
        await DeliverAsync(business, Lines.Reverse());

        Assert.NotEmpty(once);
        Assert.Equal(once, await business.SeenAsync());
        Assert.Equal(0, await business.UnreadAsync());
    }

    [Fact]
    public async Task Whatever_the_order_they_come_to_the_same_end()
    {
        IReadOnlyList<string>? first = null;
        foreach (var seed in new[] { 0, 1, 2, 3 })
        {
            await using var business = await FixtureBusiness.OpenAsync(silo);
            var lines = Lines.ToArray();
            if (seed > 0)
                new Random(seed).Shuffle(lines);
            await DeliverAsync(business, lines);
            first ??= await business.SeenAsync();
            Assert.Equal(first, await business.SeenAsync());
        }
    }

    [Fact]
    public async Task No_damage_makes_the_gateway_fail_or_lose_what_stands_beside_it()
    {
        const int Cases = 300;
        await using var business = await FixtureBusiness.OpenAsync(silo);
        var sent = new List<string>();

        for (var number = 0; number < Cases; number++)
        {
            var line = Lines[number % Lines.Count];
            var body = line.Provider == "twilio" || number % 4 == 0
                ? Damage.Bytes(line.Request().Body.ToArray(), number)
                : WithNeighbour(Damage.Json(line.Request().Body.ToArray(), number), $"neighbour-{number}", sent);
            var status = (await business.ReceiveAsync(business.At(line, body))).Status;
            // Twilio's form has a largest size, above which nothing proves it.
            Assert.True(status == 200 || (status == 401 && line.Provider == "twilio"), $"case {number}, {line.File}: {status}");
        }

        var seen = string.Join('\n', await business.SeenAsync());
        Assert.NotEmpty(sent);
        Assert.All(sent, id => Assert.Contains($" {id} ", seen, StringComparison.Ordinal));
    }

    // A good entry behind the damaged ones, if there still is a list of entries and an object they belong to.
    private static byte[] WithNeighbour(byte[] body, string id, List<string> sent)
    {
        // Written behind the rest as text: a damaged one might not survive being read and written.
        var text = Encoding.UTF8.GetString(body).TrimEnd();
        if (GoodEntryFor(body, id) is not { } good || !text.EndsWith("]}", StringComparison.Ordinal))
            return body;
        sent.Add(id);
        return Encoding.UTF8.GetBytes($"{text[..^2]},{good.ToJsonString()}]}}");
    }

    private static JsonNode? GoodEntryFor(byte[] body, string id)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            if (document.RootElement.Member("entry"u8) is not { ValueKind: JsonValueKind.Array } entries || entries.GetArrayLength() == 0)
                return null;
            return document.RootElement.Member("object"u8).Text() switch
            {
                "instagram" => Good("ig-01-text.json", entry => entry["messaging"]![0]!["message"]!["mid"] = id),
                "page" => Good("page-01-text.json", entry => entry["messaging"]![0]!["message"]!["mid"] = id),
                "whatsapp_business_account" =>
                    Good("wa-01-text.json", entry => entry["changes"]![0]!["value"]!["messages"]![0]!["id"] = id),
                _ => null,
            };
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static JsonNode Good(string file, Action<JsonNode> change)
    {
        var entry = JsonNode.Parse(Fixture.Bytes($"meta/{file}"))!["entry"]![0]!;
        change(entry);
        return entry;
    }

    private static async Task DeliverAsync(FixtureBusiness business, IEnumerable<FixtureLine> lines)
    {
        foreach (var line in lines)
            Assert.Equal((line.File, 200), (line.File, (await business.ReceiveAsync(business.At(line))).Status));
    }
}
