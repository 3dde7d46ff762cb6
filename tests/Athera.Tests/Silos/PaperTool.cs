using System.Collections.Concurrent;
using System.Text.Json;
using Athera.Turns.Tools;

namespace Athera.Tests.Silos;

/// <summary>A tool that notes on paper what it was asked, and keeps to one effect for one key.</summary>
internal sealed class PaperTool(string name, ToolEffect effect) : ITool
{
    private readonly ConcurrentDictionary<string, ToolCall> _done = new();
    private int _runs;

    public string Name => name;

    public string Description => "Writes something on paper.";

    public JsonElement Schema { get; } = JsonDocument.Parse("""
        {"type":"object","additionalProperties":false,"required":["what"],"properties":{"what":{"type":"string","maxLength":100}}}
        """).RootElement;

    public ToolEffect Effect => effect;

    public string Target { get; init; } = "";

    /// <summary>What happens before it is done.</summary>
    public Func<ToolCall, CancellationToken, Task> Before { get; set; } = (_, _) => Task.CompletedTask;

    /// <summary>What it tells of a call.</summary>
    public Func<ToolCall, ToolOutcome> Tells { get; set; } = call => new ToolOutcome { Text = $"Noted {call.Arguments.GetProperty("what").GetString()}." };

    /// <summary>How often it was run.</summary>
    public int Runs => _runs;

    /// <summary>The effects it had.</summary>
    public IReadOnlyList<ToolCall> Done => [.. _done.Values];

    public async Task<ToolOutcome> RunAsync(ToolCall call, CancellationToken cancellation)
    {
        Interlocked.Increment(ref _runs);
        await Before(call, cancellation);
        _done.TryAdd(call.Key, call);
        return Tells(call);
    }
}

/// <summary>The tools of the tests' tenants.</summary>
internal sealed class PaperTools : IToolSource
{
    private readonly ConcurrentDictionary<TenantId, IReadOnlyList<ITool>> _tools = new();

    public void Give(TenantId tenant, params IReadOnlyList<ITool> tools) => _tools[tenant] = tools;

    public ValueTask<IReadOnlyList<ITool>> ToolsAsync(TenantId tenant, CancellationToken cancellation) =>
        new(_tools.GetValueOrDefault(tenant, []));
}
