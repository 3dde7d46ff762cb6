using Athera.Messages;
using Athera.Tools;
using Athera.Turns.Tools;

namespace Athera.Orders;

/// <summary>Changes an order of the contact.</summary>
internal sealed class UpdateOrderTool(IGrainFactory grains)
    : BuiltInTool<UpdateOrderArguments>("update_order", OrderToolSchemas.Update, OrderToolJson.Default.UpdateOrderArguments)
{
    public override string Description =>
        "Changes an order of the customer of this conversation while it is a draft or placed: all its lines, its notes, or its state. "
        + "What is left out stays. Amounts are whole minor units of the currency. An order that is confirmed is changed by people only.";

    public override ToolEffect Effect => ToolEffect.Money;

    protected override async Task<ToolOutcome> RunAsync(ToolCall call, UpdateOrderArguments given, CancellationToken cancellation)
    {
        if (!OrderId.TryParse(given.OrderId, out var id))
            return ToolOutcome.Failed(ToolArguments.Invalid, "orderId is 32 hexadecimal digits, as find_orders tells it");
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
