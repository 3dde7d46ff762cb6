using System.Text.Json;
using Athera.Tools;
using Athera.Turns.Tools;
using Athera.Turns.Tools.Mcp;
using CsCheck;
using Xunit;

namespace Athera.Tests.Tools;

/// <summary>What of a server's list agents are told of.</summary>
public sealed class CatalogueTests
{
    private const string Plain = """{"type":"object","properties":{"a":{"type":"string"}}}""";

    [Theory]
    [InlineData("""{"type":"object","properties":{"a":{"type":"string","pattern":"(a+)+$"}}}""", "pattern")]
    [InlineData("""{"type":"object","properties":{"a":{"$ref":"#/x"}}}""", "$ref")]
    [InlineData("""{"type":"object","oneOf":[]}""", "oneOf")]
    [InlineData("""{"type":"array"}""", "not of an object")]
    [InlineData("""{"type":"object","required":7}""", "no schema")]
    [InlineData("""{"type":"object","properties":{"a":{"minimum":"x"}}}""", "no schema")]
    [InlineData("""[]""", "not an object")]
    public void A_tool_whose_schema_is_not_checked_in_full_is_left_out_and_said_so(string schema, string reason)
    {
        var sighting = Judge(("bad", schema), ("good", Plain));

        Assert.Equal(["crm__good"], sighting.Offers.Select(o => o.Name));
        var left = Assert.Single(sighting.LeftOut);
        Assert.Equal("bad", left.Original);
        Assert.Contains(reason, left.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void What_nobody_declared_is_not_sent_even_where_the_server_would_take_it()
    {
        var schema = TenantSchema.Read(
            """{"type":"object","additionalProperties":true,"properties":{"a":{"type":["object"],"properties":{"b":{"type":"string"}}}}}""", out _)!;

        Assert.Null(schema.Wrong("""{"a":{"b":"x"}}""", out _));
        Assert.Contains("c", schema.Wrong("""{"c":1}""", out _)!, StringComparison.Ordinal);
        Assert.Contains("a.c", schema.Wrong("""{"a":{"c":1}}""", out _)!, StringComparison.Ordinal);
    }

    [Fact]
    public void More_tools_than_are_taken_and_tools_listed_twice_are_left_out()
    {
        var sighting = Judge([.. Enumerable.Range(0, ToolLimits.MaxOffered + 100).Select(i => ($"t{i}", Plain)), ("t0", Plain)]);

        Assert.Equal(ToolLimits.MaxOffered, sighting.Offers.Count);
        Assert.Equal(50, sighting.LeftOut.Count);
        Assert.Equal("it is listed twice", Judge(("a", Plain), ("a", Plain)).LeftOut.Single().Reason);
    }

    [Fact]
    public void Whatever_a_server_lists_the_names_are_unique_and_well_formed_and_the_same_each_time() =>
        Gen.Select(Gen.String[0, 140], Gen.String[Gen.Char["aA-_."], 1, 70], Gen.String).Array[0, 12].Sample(listed =>
        {
            var described = listed.SelectMany(l => new[]
            {
                new McpDescription(l.Item1, l.Item3, JsonSerializer.Deserialize<JsonElement>(Plain)),
                new McpDescription(l.Item2, null, default),
            }).ToList();

            var sighting = McpCatalogue.Judge("crm", described);

            Assert.All(sighting.Offers, o => Assert.Matches("^crm__[a-z0-9_]{0,59}\\z", o.Name));
            Assert.All(sighting.Offers, o => Assert.InRange(o.Description.Length, 1, ToolLimits.MaxDescription));
            Assert.Equal(sighting.Offers.Count, sighting.Offers.Select(o => o.Name).Distinct().Count());
            Assert.Equal(sighting.Offers, McpCatalogue.Judge("crm", described).Offers);
            Assert.Equal(described.Count, sighting.Offers.Count + sighting.LeftOut.Count);
        });

    [Fact]
    public void No_schema_brings_the_reader_down() => Gen.String.Sample(text =>
    {
        Assert.True(TenantSchema.Read(text, out var wrong) is null == wrong is not null);
        Assert.True(TenantSchema.Read($$"""{"type":"object","properties":{{text}}}""", out wrong) is null == wrong is not null);
    });

    private static ToolSighting Judge(params (string Name, string Schema)[] tools) => McpCatalogue.Judge(
        "crm", [.. tools.Select(t => new McpDescription(t.Name, "What it does.", JsonSerializer.Deserialize<JsonElement>(t.Schema)))]);
}
