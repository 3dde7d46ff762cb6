using System.Text.Json;
using Athera.Tools;
using Athera.Turns.Tools;

namespace Athera.Orders;

/// <summary>Looks up the contact's orders.</summary>
internal sealed class FindOrdersTool(IGrainFactory grains) : ITool
{
    public string Name => "find_orders";

    public string Description =>
        "Shows the newest orders of the customer of this conversation, with their ids and lines: look here before you change one.";

    public JsonElement Schema { get; } = OrderToolSchemas.Find;

    public ToolEffect Effect => ToolEffect.Reads;

    public async Task<ToolOutcome> RunAsync(ToolCall call, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (ToolArguments.Read(Schema, call.Arguments, OrderToolJson.Default.FindOrdersArguments, out var wrong) is not { } given)
            return wrong!;
        var found = await grains.Of<IOrdersGrain>(call.Tenant)
            .List(new OrderQuery { Contact = call.Contact, State = given.State, Limit = OrderTools.MostOrders })
            .WaitAsync(cancellation);
        return new ToolOutcome { Text = OrderTools.Tell(found) };
    }
}
