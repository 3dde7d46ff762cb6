using System.Text.Json;
using System.Text.Json.Nodes;
using Athera.Turns.Tools.Http;
using CsCheck;
using Xunit;

namespace Athera.Tests.Tools;

/// <summary>Whatever a model gives for an argument, it stays within the place that was meant for it.</summary>
public sealed class TemplateTests
{
    private const string Address = "https://shop.example/a/{one}/b/{one}-{two}?x={two}&y=1&z={three}";

    [Fact]
    public void Whatever_the_arguments_are_the_address_leads_to_the_same_host_and_keeps_its_shape() =>
        Gen.Select(Gen.String, Gen.String, Gen.String).Sample((one, two, three) =>
        {
            var url = UrlTemplate.Read(Address, out _)!.Fill(Arguments(("one", one), ("two", two), ("three", three)), out var wrong);

            if (url is null)
            {
                Assert.NotNull(wrong);
                return;
            }
            Assert.Equal("https://shop.example", url.GetLeftPart(UriPartial.Authority));
            Assert.Equal(5, url.AbsolutePath.Split('/').Length);
            Assert.StartsWith("/a/", url.AbsolutePath, StringComparison.Ordinal);
            Assert.Equal(["x", "y", "z"], url.Query.TrimStart('?').Split('&').Select(p => p.Split('=')[0]));
            Assert.Equal(3, url.Query.Count(c => c == '='));
            Assert.Equal("", url.Fragment);
        });

    [Fact]
    public void Whatever_the_arguments_are_the_body_keeps_its_shape_and_they_come_out_as_they_went_in() =>
        Gen.Select(Gen.String, Gen.Int).Sample((text, number) =>
        {
            var body = BodyTemplate.Read("""{"a":"{one}","list":["{two}","{three}"],"fixed":{"b":true},"gone":"{three}"}""", out _)!
                .Fill(JsonSerializer.SerializeToElement(new Dictionary<string, object> { ["one"] = text, ["two"] = number }))!;

            var read = JsonNode.Parse(body.ToJsonString())!.AsObject();
            Assert.Equal(["a", "list", "fixed"], read.Select(m => m.Key));
            Assert.Equal(Clean(text), (string?)read["a"]);
            Assert.Equal(number, (int)Assert.Single(read["list"]!.AsArray())!);
        });

    [Fact]
    public void No_template_of_an_address_brings_the_reader_down_and_none_that_is_read_has_a_place_in_its_host() =>
        Gen.String[Gen.Char["abc{}:/?#@.%\\ é&="], 0, 40].Sample(text =>
        {
            foreach (var template in new[] { text, "https://" + text, "https://shop.example" + text })
            {
                if (UrlTemplate.Read(template, out var wrong) is { } read)
                    Assert.DoesNotContain('{', read.Origin.OriginalString);
                else
                    Assert.NotNull(wrong);
            }
        });

    [Theory]
    [InlineData("""{"a":"x {one}"}"""), InlineData("""{"{one}":1}"""), InlineData("{"), InlineData("""{"a":1,"a":2}"""), InlineData("[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]")]
    public void A_body_with_an_argument_inside_something_else_is_no_template(string json)
    {
        Assert.Null(BodyTemplate.Read(json, out var wrong));
        Assert.NotNull(wrong);
    }

    private static JsonElement Arguments(params (string Name, string Value)[] given) =>
        JsonSerializer.SerializeToElement(given.ToDictionary(g => g.Name, g => g.Value));

    // Half of a pair is no character and is written as the one that stands for such.
    private static string Clean(string text) => JsonSerializer.Deserialize<string>(JsonSerializer.Serialize(text))!;
}
