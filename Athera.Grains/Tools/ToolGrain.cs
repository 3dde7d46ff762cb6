using Athera.Journal;
using Athera.Sourcing;
using Athera.Turns.Tools;
using Orleans.Concurrency;

namespace Athera.Tools;

/// <summary>A tool, or a server with tools, that a tenant has added.</summary>
[Reentrant]
public sealed class ToolGrain(IGrainContext context, TenantTools tools, IEnumerable<IToolSource> sources, SnapshotReader reader)
    : EntityGrain<TenantTool, TenantToolEvent>(context, StreamCategory.Tool), IToolGrain
{
    private static readonly Refusal Taken = new(RefusalKind.Conflict, "name_taken", "Another tool has this name.");

    private static readonly Refusal TooMany = new(
        RefusalKind.Conflict, "too_many_tools", $"There are {ToolLimits.MaxTools} tools already; remove one first.");

    /// <summary>How often a server is asked for its tools, and how soon again when it did not answer.</summary>
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(10), Retry = TimeSpan.FromMinutes(2), Never = TimeSpan.FromDays(3650);

    private Task<Result<ToolView>>? _look;

    private ToolId Id => new(Key.Id);

    /// <inheritdoc/>
    protected override TenantTool Empty => TenantTool.Empty;

    /// <inheritdoc/>
    protected override EventCodec<TenantToolEvent> Codec => TenantToolForm.Events;

    /// <inheritdoc/>
    protected override int SnapshotVersion => TenantToolForm.SnapshotVersion;

    /// <inheritdoc/>
    public async Task<Result<ToolView>> Create(CreateTool command)
    {
        if (tools.FindKind(command.Kind) is not { } kind)
            return Refusal.Invalid("kind", $"must be one of {string.Join(", ", tools.Kinds)}");
        if ((await GetStateAsync()).Sequence == 0 && await CrowdedAsync(command.Name) is { } refusal)
            return refusal;
        return await ChangeAsync(tool => TenantToolDecisions.Create(tool, command, kind, Clock.GetUtcNow()), Show, Taken);
    }

    /// <inheritdoc/>
    public async Task<Result<ToolView>> Get()
    {
        var tool = await GetStateAsync();
        return tool.Exists ? TenantToolViews.View(Id, tool, tools) : Refusal.NotFound;
    }

    /// <inheritdoc/>
    public async Task<Result<ToolView>> Change(ChangeTool command) =>
        tools.FindKind((await GetStateAsync()).Kind) is { } kind
            ? await ChangeAsync(tool => TenantToolDecisions.Change(tool, command, kind, Clock.GetUtcNow()), Show)
            : Refusal.NotFound;

    /// <inheritdoc/>
    public async Task<Result<ToolView>> Refresh()
    {
        // One looks; who asks meanwhile hears what that comes to.
        var look = _look ??= LookAsync();
        try
        {
            return await look;
        }
        finally
        {
            if (ReferenceEquals(_look, look))
                _look = null;
        }
    }

    /// <inheritdoc/>
    public async Task<Result<ToolTrial>> Try(TryTool command)
    {
        var tool = await GetStateAsync();
        return tool.Exists && tools.FindKind(tool.Kind) is { } kind
            ? await kind.TryAsync(tool, command, CancellationToken.None)
            : Refusal.NotFound;
    }

    /// <inheritdoc/>
    public Task<Result<Done>> Remove() => ChangeAsync(
        TenantToolDecisions.Remove,
        _ =>
        {
            tools.Forget(Key.Tenant);
            return Done.Value;
        });

    /// <inheritdoc/>
    public async Task<DateTimeOffset> Wake()
    {
        var tool = await GetStateAsync();
        if (!tool.Exists || !tool.Enabled)
            return Clock.GetUtcNow() + Never;
        var seen = await Refresh();
        return Clock.GetUtcNow() + (seen is { Granted: true, Value.Fault: null } ? Interval : Retry);
    }

    /// <inheritdoc/>
    protected override TenantTool Fold(TenantTool state, TenantToolEvent? @event) => state.Apply(@event);

    /// <inheritdoc/>
    protected override long SequenceOf(TenantTool state) => state.Sequence;

    /// <inheritdoc/>
    protected override TenantTool ReadSnapshot(ReadOnlySpan<byte> payload) => TenantToolForm.Read(payload);

    /// <inheritdoc/>
    protected override byte[]? WriteSnapshot(TenantTool state) => state.Exists ? TenantToolForm.Write(state) : null;

    /// <inheritdoc/>
    protected override Append Complete(
        Append append, TenantTool before, TenantTool after, IReadOnlyList<TenantToolEvent> events, Sealer sealer)
    {
        var name = TenantToolClaims.OfName(sealer.Lookup, after.Name);
        return append with
        {
            Claims = !before.Exists && after.Exists ? [new Claim(name, Key.Id, after.Sequence)] : [],
            Releases = before.Exists && !after.Exists ? [name] : [],
            Wake = WakeFor(after, events[^1]),
        };
    }

    // Only one with a server is called, at once when it is new or other than it was; when again, the call itself says.
    private Wake? WakeFor(TenantTool after, TenantToolEvent last) => last switch
    {
        ToolSighted => null,
        ToolRemoved => new Wake(Key.Id, Category, null),
        _ => tools.FindKind(after.Kind) is { HasServer: true }
            ? new Wake(Key.Id, Category, after.Enabled ? Clock.GetUtcNow() : null)
            : null,
    };

    private async Task<Result<ToolView>> LookAsync()
    {
        var tool = await GetStateAsync();
        if (!tool.Exists || tools.FindKind(tool.Kind) is not { } kind)
            return Refusal.NotFound;
        if (await kind.LookAsync(tool, CancellationToken.None) is not { } sighting)
            return TenantToolViews.View(Id, tool, tools);
        return await ChangeAsync(now => TenantToolDecisions.Sight(now, sighting, tool.Settings.Url, Clock.GetUtcNow()), Show);
    }

    // Two that come at the same time may both find room: the limit keeps what a model is told of within bounds, and one more does no harm.
    private async Task<Refusal?> CrowdedAsync(string name)
    {
        var there = await reader.ListAsync(
            Key.Tenant, StreamCategory.Tool, null, ToolLimits.MaxTools, (_, payload) => TenantToolForm.Read(payload), CancellationToken.None);
        if (there.Items.Count >= ToolLimits.MaxTools)
            return TooMany;
        foreach (var source in sources.Where(s => s is not TenantTools))
        {
            if ((await source.ToolsAsync(Key.Tenant, CancellationToken.None)).Any(t => t.Name == name))
                return Taken;
        }
        return null;
    }

    private ToolView Show(TenantTool tool)
    {
        tools.Forget(Key.Tenant);
        return TenantToolViews.View(Id, tool, tools);
    }
}

/// <summary>All tools a tenant has added.</summary>
[StatelessWorker, Reentrant]
public sealed class ToolsGrain(IGrainContext context, SnapshotReader reader, TenantTools tools) : Grain(context), IToolsGrain
{
    private readonly TenantKey _key = TenantKey.Parse(context.GrainId.Key.ToString()!);

    /// <inheritdoc/>
    public Task<Page<ToolView>> List(string? after, int limit) => reader.ListAsync(
        _key.Tenant, StreamCategory.Tool, after, limit,
        (id, payload) => TenantToolViews.View(new ToolId(id), TenantToolForm.Read(payload), tools), CancellationToken.None);
}
