using System.Text.Json;

namespace Athera.Orders;

/// <summary>What models are told the arguments of the tools for orders have to be.</summary>
internal static class OrderToolSchemas
{
    private const string Currency = """
        { "type": "string", "minLength": 3, "maxLength": 3, "description": "ISO 4217 code in capitals, such as EUR" }
        """;

    private const string Notes = """
        { "type": "string", "maxLength": 1000, "description": "Anything else the customer said about it, such as how to deliver" }
        """;

    private const string Line = """
        {
          "type": "object",
          "additionalProperties": false,
          "required": ["name", "quantity", "unitAmount"],
          "properties": {
            "name": { "type": "string", "minLength": 1, "maxLength": 256, "description": "What it is" },
            "quantity": { "type": "integer", "minimum": 1, "maximum": 1000000, "description": "How many" },
            "unitAmount": {
              "type": "integer", "minimum": 0, "maximum": 1000000000000,
              "description": "What one costs, in minor units: 12.50 EUR is 1250, 500 JPY is 500"
            },
            "sku": { "type": "string", "minLength": 1, "maxLength": 256, "description": "The product's own id, if it is known" }
          }
        }
        """;

    public static JsonElement Find { get; } = JsonElement.Parse("""
        {
          "type": "object",
          "additionalProperties": false,
          "required": [],
          "properties": {
            "state": {
              "type": "string", "enum": ["draft", "placed", "confirmed", "fulfilled", "cancelled"],
              "description": "Only orders in this state"
            }
          }
        }
        """);

    public static JsonElement Create { get; } = JsonElement.Parse($$"""
        {
          "type": "object",
          "additionalProperties": false,
          "required": ["currency", "lines", "state"],
          "properties": {
            "currency": {{Currency}},
            "lines": { "type": "array", "minItems": 1, "maxItems": 100, "items": {{Line}}, "description": "What is ordered" },
            "state": { "type": "string", "enum": ["draft", "placed"], "description": "placed: the customer has said yes to all of it" },
            "notes": {{Notes}}
          }
        }
        """);

    public static JsonElement Update { get; } = JsonElement.Parse($$"""
        {
          "type": "object",
          "additionalProperties": false,
          "required": ["orderId"],
          "properties": {
            "orderId": { "type": "string", "minLength": 32, "maxLength": 32, "description": "The order's id, 32 hexadecimal digits" },
            "currency": {{Currency}},
            "lines": {
              "type": "array", "minItems": 1, "maxItems": 100, "items": {{Line}},
              "description": "All that is ordered, instead of what was"
            },
            "state": { "type": "string", "enum": ["placed", "cancelled"], "description": "What becomes of it" },
            "notes": {{Notes}},
            "reason": { "type": "string", "minLength": 1, "maxLength": 500, "description": "With cancelled only: why" }
          }
        }
        """);
}
