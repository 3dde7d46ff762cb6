using System.Text.Json.Serialization;

namespace Athera.Orders;

internal sealed record OrderLineArguments(string Name, int Quantity, long UnitAmount, string? Sku)
{
    [JsonIgnore]
    public OrderLine Line => new(Name, Quantity, UnitAmount, Sku);

    public override string ToString() => nameof(OrderLineArguments);
}

internal sealed record CreateOrderArguments(string Currency, IReadOnlyList<OrderLineArguments> Lines, OrderState State, string? Notes)
{
    public override string ToString() => nameof(CreateOrderArguments);
}

internal sealed record UpdateOrderArguments(
    string OrderId, string? Currency, IReadOnlyList<OrderLineArguments>? Lines, OrderState? State, string? Notes, string? Reason)
{
    public override string ToString() => nameof(UpdateOrderArguments);
}

internal sealed record FindOrdersArguments(OrderState? State);

internal sealed record ToldOrder(OrderId OrderId, string State, string? Currency, long Total, string? Price, int Lines);

internal sealed record FoundOrders(IReadOnlyList<FoundOrder> Orders, bool More);

internal sealed record FoundOrder(
    OrderId OrderId, string State, DateTimeOffset CreatedAt, string? Currency, long Total, string? Price, IReadOnlyList<FoundLine> Lines,
    int LinesLeftOut);

internal sealed record FoundLine(string Name, int Quantity, long UnitAmount, string? Sku)
{
    public override string ToString() => nameof(FoundLine);
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(CreateOrderArguments))]
[JsonSerializable(typeof(UpdateOrderArguments))]
[JsonSerializable(typeof(FindOrdersArguments))]
[JsonSerializable(typeof(ToldOrder))]
[JsonSerializable(typeof(FoundOrders))]
internal sealed partial class OrderToolJson : JsonSerializerContext;
