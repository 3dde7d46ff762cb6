using System.Globalization;
using System.Text.Json;
using Athera.Channels;
using Athera.Sourcing;
using Athera.Tools;
using Athera.Turns.Tools;

namespace Athera.Orders;

/// <summary>What agents can do about their contact's orders.</summary>
public sealed class OrderTools(IGrainFactory grains, DerivedIds ids) : IToolSource
{
    /// <summary>Orders that are told at once, at most, and lines of each, and how much of a line's name.</summary>
    internal const int MostOrders = 10, MostLines = 20, LongestName = 80;

    private static readonly OrderToolJson Telling = new(ToolAnswers.Telling(OrderToolJson.Default));

    private readonly IReadOnlyList<ITool> _tools = [new FindOrdersTool(grains), new CreateOrderTool(grains, ids), new UpdateOrderTool(grains)];

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<ITool>> ToolsAsync(TenantId tenant, CancellationToken cancellation) => new(_tools);

    /// <summary>What a model is told of an order it has made or changed.</summary>
    internal static string Tell(OrderView order) => JsonSerializer.Serialize(
        new ToldOrder(order.Id, Histories.NameOf(order.State), order.Currency, order.Total, Price(order), order.Lines.Count),
        Telling.ToldOrder);

    /// <summary>What a model is told of orders it has asked for: as many of the newest as fit an outcome.</summary>
    internal static string Tell(Page<OrderView> page)
    {
        var found = page.Items.Select(Found).ToList();
        while (true)
        {
            var more = page.Next is not null || found.Count < page.Items.Count;
            var text = JsonSerializer.Serialize(new FoundOrders(found, more), Telling.FoundOrders);
            if (text.Length <= ToolOutcome.MaxLength || found.Count <= 1)
                return text;
            found.RemoveAt(found.Count - 1);
        }
    }

    private static FoundOrder Found(OrderView order) => new(
        order.Id, Histories.NameOf(order.State), order.CreatedAt, order.Currency, order.Total, Price(order),
        [.. order.Lines.Take(MostLines).Select(l => new FoundLine(TextLimit.Cut(l.Name, LongestName), l.Quantity, l.UnitAmount, l.Sku))],
        Math.Max(0, order.Lines.Count - MostLines));

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
