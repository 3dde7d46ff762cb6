namespace Athera.Orders;

/// <summary>
/// How far an order has come. Draft, placed, confirmed, fulfilled, in this order; each but the fulfilled can be cancelled. The numbers
/// are stored: never change or reuse one.
/// </summary>
[GenerateSerializer, Alias("Athera.OrderState")]
public enum OrderState : short
{
    /// <summary>Being put together; nobody has ordered anything.</summary>
    Draft = 1,

    /// <summary>The contact wants it; agents and users may still change it.</summary>
    Placed = 2,

    /// <summary>The tenant has promised it. Only a user does that, and what is ordered is fixed from here on.</summary>
    Confirmed = 3,

    /// <summary>The contact has got it.</summary>
    Fulfilled = 4,

    /// <summary>It comes to nothing.</summary>
    Cancelled = 5,
}
