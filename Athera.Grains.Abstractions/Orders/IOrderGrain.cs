namespace Athera.Orders;

/// <summary>An order. Key: tenant and order.</summary>
[Alias("Athera.IOrderGrain")]
public interface IOrderGrain : IGrainWithStringKey
{
    /// <summary>
    /// Creates it. Refused as a conflict (<c>external_id_taken</c>) when another order has its external id. Creating it again changes
    /// nothing and shows it as it was created.
    /// </summary>
    [Alias("Create")]
    Task<Result<OrderView>> Create(CreateOrder command);

    /// <summary>What it is now.</summary>
    [Alias("Get")]
    Task<Result<OrderView>> Get();

    /// <summary>
    /// Changes it. Refused as a conflict where its state does not allow that (<c>order_state</c>, <c>order_fixed</c>) or another order
    /// has the external id (<c>external_id_taken</c>), and as forbidden where only a user may (<c>needs_user</c>).
    /// </summary>
    [Alias("Change")]
    Task<Result<OrderView>> Change(ChangeOrder command);
}

/// <summary>All orders of a tenant. Key: the tenant's collection.</summary>
[Alias("Athera.IOrdersGrain")]
public interface IOrdersGrain : IGrainWithStringKey
{
    /// <summary>A page of them, the newest first.</summary>
    [Alias("List")]
    Task<Page<OrderView>> List(OrderQuery query);

    /// <summary>The order that has this id in the tenant's own system, found through its keyed hash.</summary>
    [Alias("FindByExternalId")]
    Task<Result<OrderView>> FindByExternalId(string externalId);
}
