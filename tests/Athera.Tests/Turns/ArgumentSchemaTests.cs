using System.Text.Json;
using Athera.Turns.Tools.Schemas;
using CsCheck;
using Xunit;

namespace Athera.Tests.Turns;

public sealed class ArgumentSchemaTests
{
    private static readonly ArgumentSchema _order = Read("""
        {"type":"object","additionalProperties":false,"required":["currency","lines"],"properties":{
          "currency":{"type":"string","pattern":"^[A-Z]{3}$"},
          "kind":{"type":"string","enum":["pickup","delivery"]},
          "at":{"type":"string","format":"date-time"},
          "note":{"type":["string","null"],"maxLength":10},
          "lines":{"type":"array","minItems":1,"maxItems":3,"items":{
            "type":"object","additionalProperties":false,"required":["name","quantity"],
            "properties":{"name":{"type":"string","minLength":1},"quantity":{"type":"integer","minimum":1,"maximum":99},"price":{"type":"number"}}}}}}
        """);

    [Theory]
    [InlineData("""{"currency":"EUR","lines":[{"name":"bread","quantity":2}]}""")]
    [InlineData("""{"currency":"EUR","kind":"pickup","at":"2026-03-01T12:00:00Z","note":null,"lines":[{"name":"b","quantity":2.0,"price":1.5}]}""")]
    public void Arguments_that_keep_to_the_schema_are_right(string json) => Assert.Null(_order.Wrong(json));

    [Theory]
    [InlineData("""{"currency":"EUR"}""", "lines")]
    [InlineData("""{"currency":"euro","lines":[{"name":"b","quantity":1}]}""", "currency")]
    [InlineData("""{"currency":"EUR","lines":[]}""", "lines")]
    [InlineData("""{"currency":"EUR","lines":[{"name":"","quantity":1}]}""", "lines[0].name")]
    [InlineData("""{"currency":"EUR","lines":[{"name":"b","quantity":1},{"name":"b","quantity":0}]}""", "lines[1].quantity")]
    [InlineData("""{"currency":"EUR","lines":[{"name":"b","quantity":1.5}]}""", "lines[0].quantity")]
    [InlineData("""{"currency":"EUR","lines":[{"name":"b","quantity":1e400}]}""", "lines[0].quantity")]
    [InlineData("""{"currency":"EUR","lines":[{"name":"b","quantity":"1"}]}""", "lines[0].quantity")]
    [InlineData("""{"currency":"EUR","kind":"theft","lines":[{"name":"b","quantity":1}]}""", "kind")]
    [InlineData("""{"currency":"EUR","at":"tomorrow","lines":[{"name":"b","quantity":1}]}""", "at")]
    [InlineData("""{"currency":"EUR","note":"far too long a note","lines":[{"name":"b","quantity":1}]}""", "note")]
    [InlineData("""{"currency":"EUR","contact":"x","lines":[{"name":"b","quantity":1}]}""", "contact")]
    [InlineData("[]", "the arguments")]
    [InlineData("7", "the arguments")]
    public void What_is_wrong_is_named(string json, string field) => Assert.StartsWith(field + " ", _order.Wrong(json), StringComparison.Ordinal);

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("""{"currency":"EUR","currency":"EUR","lines":[]}""")]
    [InlineData("""{"a":{"a":{"a":{"a":{"a":{"a":{"a":{"a":{"a":1}}}}}}}}}""")]
    public void What_is_not_JSON_repeats_a_name_or_is_nested_deeply_is_wrong(string json) => Assert.NotNull(_order.Wrong(json));

    [Theory]
    [InlineData("""{"type":"object","patternProperties":{}}""")]
    [InlineData("""{"type":"object","properties":{"a":{"anyOf":[]}}}""")]
    [InlineData("""{"type":"array"}""")]
    [InlineData("""{"type":7}""")]
    [InlineData("""{"type":"object","properties":[]}""")]
    [InlineData("""{"type":"object","properties":{"a":{"pattern":"("}}}""")]
    [InlineData("""{"type":"object","properties":{"a":{"maxLength":"x"}}}""")]
    [InlineData("[]")]
    public void A_schema_with_what_is_not_checked_is_not_let_in(string schema) => Assert.Throws<FormatException>(() => Read(schema));

    [Fact]
    public void No_text_whatever_breaks_the_check() => Gen.String.Sample(text => _order.Wrong(text) is not null, iter: 2000);

    [Fact]
    public void A_damaged_argument_is_found_wrong_or_still_keeps_to_the_schema()
    {
        const string Right = """{"currency":"EUR","lines":[{"name":"bread","quantity":2}]}""";
        Gen.Select(Gen.Int[0, Right.Length - 1], Gen.Char).Sample((place, letter) =>
        {
            var damaged = string.Concat(Right.AsSpan(0, place), letter.ToString(), Right.AsSpan(place + 1));
            if (_order.Wrong(damaged) is not null)
                return;
            using var json = JsonDocument.Parse(damaged);
            Assert.InRange(json.RootElement.GetProperty("lines")[0].GetProperty("quantity").GetInt32(), 1, 99);
        }, iter: 2000);
    }

    private static ArgumentSchema Read(string json) => ArgumentSchema.Read("order", JsonDocument.Parse(json).RootElement);
}
