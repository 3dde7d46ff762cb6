using Athera.Sourcing;
using Athera.Tools;
using Athera.Turns.Tools;

namespace Athera.Orders;

/// <summary>Creates an order for the contact.</summary>
internal sealed class CreateOrderTool(IGrainFactory grains, DerivedIds ids)
    : BuiltInTool<CreateOrderArguments>("create_order", OrderToolSchemas.Create, OrderToolJson.Default.CreateOrderArguments)
{
    public override string Description =>
        "Creates an order for the customer of this conversation. Amounts are whole minor units of the currency: 12.50 EUR is 1250. "
        + "The total is added up here. State placed only when the customer has said yes to all of it; otherwise draft.";

    public override ToolEffect Effect => ToolEffect.Money;

    protected override async Task<ToolOutcome> RunAsync(ToolCall call, CreateOrderArguments given, CancellationToken cancellation)
    {
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
