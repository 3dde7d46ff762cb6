using Athera.Egress;
using Athera.Turns.Tools;
using Athera.Turns.Tools.Http;
using Athera.Turns.Tools.Mcp;
using Microsoft.Extensions.DependencyInjection;

namespace Athera.Tools;

/// <summary>Registers the tools that tenants add.</summary>
public static class ToolServices
{
    /// <summary>Adds them, and the kinds there are. Register it after the tools agents have anyway: of two with one name the first counts.</summary>
    public static IServiceCollection AddTenantTools(this IServiceCollection services)
    {
        services.AddOptions<OutboundOptions>();
        services.AddSingleton<OutboundClient>();
        services.AddSingleton<McpServer>();
        services.AddSingleton<IToolKind, HttpToolKind>();
        services.AddSingleton<IToolKind, McpToolKind>();
        services.AddSingleton<TenantTools>();
        services.AddSingleton<IToolSource>(s => s.GetRequiredService<TenantTools>());
        return services;
    }
}
