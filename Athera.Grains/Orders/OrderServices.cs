using Athera.Turns.Tools;
using Microsoft.Extensions.DependencyInjection;

namespace Athera.Orders;

/// <summary>Registers orders.</summary>
public static class OrderServices
{
    /// <summary>Adds what orders need, and the tools that agents order with.</summary>
    public static IServiceCollection AddOrders(this IServiceCollection services) =>
        services.AddSingleton<IToolSource, OrderTools>();
}
