using System.Text;
using System.Text.Json.Nodes;
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
        JsonNode? root;
        try
        {
            root = JsonNode.Parse(body);
        }
        catch (System.Text.Json.JsonException)
        {
            return body;
        }
        if (root is not JsonObject map || map["entry"] is not JsonArray { Count: > 0 } || GoodEntryOf(map["object"]?.ToJsonString(), id) is not { } good)
            return body;
        // Written beside the rest and not with it, which a damaged text might not survive.
        var text = Encoding.UTF8.GetString(body).TrimEnd();
        var end = text.LastIndexOf("]}", StringComparison.Ordinal);
        if (end < 0 || end + 2 < text.Length)
            return body;
        sent.Add(id);
        return Encoding.UTF8.GetBytes($"{text[..end]},{good.ToJsonString()}{text[end..]}");
    }

    private static JsonNode? GoodEntryOf(string? kind, string id)
    {
        var file = kind switch
        {
            "\"instagram\"" => "ig-01-text.json",
            "\"page\"" => "page-01-text.json",
            "\"whatsapp_business_account\"" => "wa-01-text.json",
            _ => null,
        };
        if (file is null)
            return null;
        var good = JsonNode.Parse(Fixture.Bytes($"meta/{file}"))!["entry"]![0]!;
        if (good["messaging"] is { } messaging)
            messaging[0]!["message"]!["mid"] = id;
        else
            good["changes"]![0]!["value"]!["messages"]![0]!["id"] = id;
        return good;
    }

    private static async Task DeliverAsync(FixtureBusiness business, IEnumerable<FixtureLine> lines)
    {
        foreach (var line in lines)
            Assert.Equal((line.File, 200), (line.File, (await business.ReceiveAsync(business.At(line))).Status));
    }
}
