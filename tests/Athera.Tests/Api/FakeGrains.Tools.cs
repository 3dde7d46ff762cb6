using System.Collections.Concurrent;
using Athera.Tools;
using Athera.Turns.Tools;

namespace Athera.Tests.Api;

/// <summary>Tools that tenants add. What was asked is kept; what would be decided is decided elsewhere.</summary>
internal sealed partial class FakeGrains
{
    public ConcurrentDictionary<TenantKey, CreateTool> Tools { get; } = new();

    public ChangeTool? LastToolChange { get; private set; }

    public TryTool? LastToolTrial { get; private set; }

    private static ToolView Show(TenantKey key, CreateTool tool) => new()
    {
        Id = new ToolId(key.Id),
        Kind = tool.Kind,
        Name = tool.Name,
        Description = tool.Description,
        Effect = tool.Effect ?? ToolEffect.External,
        Enabled = tool.Enabled,
        Settings = tool.Settings with { Secrets = tool.Settings.Secrets.ToDictionary(s => s.Key, _ => "") },
        Offered = [new OfferedTool(tool.Name, tool.Name, ToolEffect.External)],
        LeftOut = [new LeftOutTool("odd", "it is listed twice")],
        CreatedAt = Start,
        ChangedAt = Start,
    };

    private sealed class ToolOf(FakeGrains world, TenantKey key) : IToolGrain
    {
        public Task<Result<ToolView>> Create(CreateTool command) =>
            Task.FromResult<Result<ToolView>>(Show(key, world.Tools.GetOrAdd(key, command)));

        public Task<Result<ToolView>> Get() => Task.FromResult<Result<ToolView>>(
            world.Tools.TryGetValue(key, out var tool) ? Show(key, tool) : Refusal.NotFound);

        public Task<Result<ToolView>> Change(ChangeTool command)
        {
            world.LastToolChange = command;
            return Get();
        }

        public Task<Result<ToolView>> Refresh() => Get();

        public Task<Result<ToolTrial>> Try(TryTool command)
        {
            world.LastToolTrial = command;
            return Task.FromResult<Result<ToolTrial>>(world.Tools.TryGetValue(key, out var tool)
                ? new ToolTrial
                {
                    Tool = tool.Name,
                    Effect = ToolEffect.External,
                    Method = "POST",
                    Url = tool.Settings.Url,
                    Headers = new Dictionary<string, string> { ["Authorization"] = "***" },
                    Body = """{"a":1}""",
                }
                : Refusal.NotFound);
        }

        public Task<Result<Done>> Remove() => Task.FromResult<Result<Done>>(world.Tools.TryRemove(key, out _) ? Done.Value : Refusal.NotFound);

        public Task<DateTimeOffset> Wake() => throw new NotSupportedException("For silos.");
    }

    private sealed class ToolsOf(FakeGrains world, TenantId tenant) : IToolsGrain
    {
        public Task<Page<ToolView>> List(string? after, int limit) => Task.FromResult(PageOf(
            world.Tools.Where(t => t.Key.Tenant == tenant).Select(t => (t.Key.Id, Show(t.Key, t.Value))), after, limit));
    }
}
