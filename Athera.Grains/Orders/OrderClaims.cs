using Athera.Journal;
using Athera.Keys;

namespace Athera.Orders;

/// <summary>What an order holds so that it is found by what it is called elsewhere.</summary>
public static class OrderClaims
{
    /// <summary>An id in the tenant's own system names one order.</summary>
    public static ClaimKey OfExternalId(LookupKey lookup, string externalId) => lookup.Hash("order", externalId);
}
