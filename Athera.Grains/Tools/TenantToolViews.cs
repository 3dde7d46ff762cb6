namespace Athera.Tools;

/// <summary>Shows a tenant's tool.</summary>
internal static class TenantToolViews
{
    /// <summary>The tool without the values of its secrets.</summary>
    public static ToolView View(ToolId id, TenantTool tool, TenantTools tools) => new()
    {
        Id = id,
        Kind = tool.Kind,
        Name = tool.Name,
        Description = tool.Description,
        Effect = tool.Effect,
        Enabled = tool.Enabled,
        Settings = tool.Settings with { Secrets = tool.Settings.Secrets.ToDictionary(s => s.Key, _ => "") },
        Offered = tools.FindKind(tool.Kind)?.Offered(tool) ?? [],
        LeftOut = tool.LeftOut,
        Fault = tool.Fault,
        SightedAt = tool.SightedAt,
        CreatedAt = tool.CreatedAt,
        ChangedAt = tool.ChangedAt,
    };
}
