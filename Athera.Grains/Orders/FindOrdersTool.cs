using Athera.Tools;
using Athera.Turns.Tools;

namespace Athera.Orders;

/// <summary>Looks up the contact's orders.</summary>
internal sealed class FindOrdersTool(IGrainFactory grains)
    : BuiltInTool<FindOrdersArguments>("find_orders", OrderToolSchemas.Find, OrderToolJson.Default.FindOrdersArguments)
{
    public override string Description =>
        "Shows the newest orders of the customer of this conversation, with their ids and lines: look here before you change one.";

    public override ToolEffect Effect => ToolEffect.Reads;

    protected override async Task<ToolOutcome> RunAsync(ToolCall call, FindOrdersArguments given, CancellationToken cancellation)
    {
        var found = await grains.Of<IOrdersGrain>(call.Tenant)
            .List(new OrderQuery { Contact = call.Contact, State = given.State, Limit = OrderTools.MostOrders })
            .WaitAsync(cancellation);
        return new ToolOutcome { Text = OrderTools.Tell(found) };
    }
}
