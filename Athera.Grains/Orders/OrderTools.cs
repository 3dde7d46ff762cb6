using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Athera.Messages;
using Athera.Sourcing;
using Athera.Tools;
using Athera.Turns.Tools;

namespace Athera.Orders;

/// <summary>What agents can do about their contact's orders.</summary>
public sealed class OrderTools(IGrainFactory grains, DerivedIds ids) : IToolSource
{
    private readonly IReadOnlyList<ITool> _tools = [new CreateOrderTool(grains, ids), new UpdateOrderTool(grains)];

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<ITool>> ToolsAsync(TenantId tenant, CancellationToken cancellation) => new(_tools);

    /// <summary>What a model is told of an order.</summary>
    internal static string Tell(OrderView order) => JsonSerializer.Serialize(
        new ToldOrder(order.Id, Histories.NameOf(order.State), order.Currency, order.Total, Price(order), order.Lines.Count),
        OrderToolJson.Default.ToldOrder);

    // Minor units are easily misread; the words beside them are not.
    private static string? Price(OrderView order)
    {
        if (order.MinorDigits is not { } digits)
            return null;
        var units = (decimal)order.Total;
        for (var digit = 0; digit < digits; digit++)
            units /= 10;
        return $"{units.ToString($"F{digits}", CultureInfo.InvariantCulture)} {order.Currency}";
    }
}

/// <summary>Creates an order for the contact.</summary>
internal sealed class CreateOrderTool(IGrainFactory grains, DerivedIds ids) : ITool
{
    public string Name => "create_order";

    public string Description =>
        "Creates an order for the customer of this conversation. Amounts are whole minor units of the currency: 12.50 EUR is 1250. "
        + "The total is added up here. State placed only when the customer has said yes to all of it; otherwise draft.";

    public JsonElement Schema { get; } = OrderToolSchemas.Create;

    public ToolEffect Effect => ToolEffect.Money;

    public async Task<ToolOutcome> RunAsync(ToolCall call, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (ToolArguments.Read(Schema, call.Arguments, OrderToolJson.Default.CreateOrderArguments, out var wrong) is not { } given)
            return wrong!;
        var id = await ids.OfAsync(call.Tenant, "order-of-call", call.Key, cancellation);
        return await grains.Get<IOrderGrain>(call.Tenant, id).Create(new CreateOrder
        {
            Contact = call.Contact,
            Conversation = call.Conversation,
            Currency = given.Currency,
            Lines = [.. given.Lines.Select(l => l.Line)],
            State = given.State,
            Notes = given.Notes,
            Origin = new Origin(OriginKind.Agent, call.Agent.ToString(), call.Turn, call.Key),
        }).AsOutcomeAsync(OrderTools.Tell, cancellation);
    }
}

/// <summary>Changes an order of the contact.</summary>
internal sealed class UpdateOrderTool(IGrainFactory grains) : ITool
{
    public string Name => "update_order";

    public string Description =>
        "Changes an order of the customer of this conversation while it is a draft or placed: all its lines, its notes, or its state. "
        + "What is left out stays. Amounts are whole minor units of the currency. An order that is confirmed is changed by people only.";

    public JsonElement Schema { get; } = OrderToolSchemas.Update;

    public ToolEffect Effect => ToolEffect.Money;

    public async Task<ToolOutcome> RunAsync(ToolCall call, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (ToolArguments.Read(Schema, call.Arguments, OrderToolJson.Default.UpdateOrderArguments, out var wrong) is not { } given)
            return wrong!;
        if (!OrderId.TryParse(given.OrderId, out var id))
            return ToolOutcome.Failed(ToolArguments.Invalid, "orderId is 32 hexadecimal digits, as create_order told it");
        return await grains.Get<IOrderGrain>(call.Tenant, id.Value).Change(new ChangeOrder
        {
            Lines = given.Lines is { } lines ? [.. lines.Select(l => l.Line)] : null,
            Currency = given.Currency,
            Notes = given.Notes,
            State = given.State,
            Reason = given.Reason,
            By = new Author(AuthorKind.Agent, call.Agent.ToString()),
            Of = call.Contact,
            Key = call.Key,
        }).AsOutcomeAsync(OrderTools.Tell, cancellation);
    }
}

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

internal sealed record ToldOrder(OrderId OrderId, string State, string? Currency, long Total, string? Price, int Lines);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(CreateOrderArguments))]
[JsonSerializable(typeof(UpdateOrderArguments))]
[JsonSerializable(typeof(ToldOrder))]
internal sealed partial class OrderToolJson : JsonSerializerContext;
