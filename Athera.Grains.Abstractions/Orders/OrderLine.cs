namespace Athera.Orders;

/// <summary>A line of an order.</summary>
/// <param name="Name">What it is, 1 to 256 characters.</param>
/// <param name="Quantity">How many, 1 to 1,000,000.</param>
/// <param name="UnitAmount">What one costs, in minor units of the order's currency: 0 to 10^12.</param>
/// <param name="Sku">The tenant's own id of the product, if it has one; 1 to 256 characters.</param>
[GenerateSerializer, Immutable, Alias("Athera.OrderLine")]
public sealed record OrderLine(
    [property: Id(0)] string Name, [property: Id(1)] int Quantity, [property: Id(2)] long UnitAmount, [property: Id(3)] string? Sku = null)
{
    /// <summary>Says nothing of what somebody buys.</summary>
    public override string ToString() => nameof(OrderLine);
}
