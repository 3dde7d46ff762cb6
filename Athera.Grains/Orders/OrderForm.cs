using System.Text.Json;
using System.Text.Json.Serialization;
using Athera.Sourcing;

namespace Athera.Orders;

/// <summary>How an order is written down. The names are stored: never change or reuse one.</summary>
public static class OrderForm
{
    /// <summary>The form of a snapshot.</summary>
    public const int SnapshotVersion = 1;

    /// <summary>The events.</summary>
    public static EventCodec<OrderEvent> Events { get; } = new EventCodec<OrderEvent>()
        .Add("order.created", OrderJson.Default.OrderCreated)
        .Add("order.changed", OrderJson.Default.OrderChanged)
        .Add("order.state_changed", OrderJson.Default.OrderStateChanged);

    /// <summary>Writes a snapshot.</summary>
    public static byte[] Write(Order order) => JsonSerializer.SerializeToUtf8Bytes(order, OrderJson.Default.Order);

    /// <summary>Reads a snapshot.</summary>
    public static Order Read(ReadOnlySpan<byte> payload) => JsonSerializer.Deserialize(payload, OrderJson.Default.Order)!;
}

/// <summary>Generated serializers of what an order stores.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(OrderCreated))]
[JsonSerializable(typeof(OrderChanged))]
[JsonSerializable(typeof(OrderStateChanged))]
[JsonSerializable(typeof(Order))]
internal sealed partial class OrderJson : JsonSerializerContext;
