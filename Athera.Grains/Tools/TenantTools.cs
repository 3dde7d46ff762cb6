using Athera.Journal;
using Athera.Sourcing;
using Athera.Turns.Tools;

namespace Athera.Tools;

/// <summary>
/// The tools that tenants have added, kept on the silo for a moment so that a turn does not cost a read. What a server offers is read
/// from what is stored: no turn, and no replay of one, waits for a server to list its tools.
/// </summary>
/// <param name="reader">Where they are stored.</param>
/// <param name="kinds">The kinds there are.</param>
/// <param name="clock">The clock.</param>
public sealed class TenantTools(SnapshotReader reader, IEnumerable<IToolKind> kinds, TimeProvider clock) : IToolSource
{
    private const int MaxTenants = 10_000, MostRead = 200;

    /// <summary>A change on another silo is seen here after at most this long; on this silo at once.</summary>
    private static readonly TimeSpan Freshness = TimeSpan.FromSeconds(2);

    /// <summary>While the database cannot be read, what was read before goes on holding for this long.</summary>
    private static readonly TimeSpan Staleness = TimeSpan.FromMinutes(10);

    private readonly FreshCache<TenantId, Shelf> _shelves = new(Freshness, MaxTenants, clock);
    private readonly IReadOnlyList<IToolKind> _kinds = [.. kinds];

    /// <inheritdoc/>
    /// <exception cref="StoreUnavailableException">They are not kept and the database cannot be reached.</exception>
    public async ValueTask<IReadOnlyList<ITool>> ToolsAsync(TenantId tenant, CancellationToken cancellation)
    {
        try
        {
            return (await _shelves.GetAsync(tenant, ReadAsync).AsTask().WaitAsync(cancellation)).Tools;
        }
        catch (StoreUnavailableException) when (_shelves.TryGetLast(tenant, Staleness, out var last))
        {
            return last.Tools;
        }
    }

    /// <summary>A kind, or <see langword="null"/>.</summary>
    public IToolKind? FindKind(string kind) => _kinds.FirstOrDefault(k => k.Kind == kind);

    /// <summary>The kinds there are.</summary>
    public IEnumerable<string> Kinds => _kinds.Select(k => k.Kind).Order(StringComparer.Ordinal);

    /// <summary>Reads a tenant's again next time.</summary>
    public void Forget(TenantId tenant) => _shelves.Forget(tenant);

    private async Task<Shelf> ReadAsync(TenantId tenant)
    {
        var before = _shelves.TryGetLast(tenant, Staleness, out var last) ? last : Shelf.Empty;
        var stored = await reader.ListAsync(
            tenant, StreamCategory.Tool, null, MostRead, (id, payload) => new Stored(id, TenantToolForm.Read(payload)), CancellationToken.None);
        var boxes = stored.Items.Where(s => s.Tool.Enabled).ToDictionary(s => s.Id, s => BoxOf(s, before));
        return before.Boxes.Count == boxes.Count && boxes.All(b => before.Boxes.GetValueOrDefault(b.Key) == b.Value) ? before : new Shelf(boxes);
    }

    // The same tool stays the same object: those who keep a book of tools see by that whether anything has changed.
    private Box BoxOf(Stored stored, Shelf before) =>
        before.Boxes.GetValueOrDefault(stored.Id) is { } box && box.Sequence == stored.Tool.Sequence
            ? box
            : new Box(stored.Tool.Sequence, FindKind(stored.Tool.Kind)?.Tools(stored.Tool) ?? []);

    private sealed record Stored(OpaqueId Id, TenantTool Tool);

    private sealed record Box(long Sequence, IReadOnlyList<ITool> Tools);

    private sealed class Shelf(IReadOnlyDictionary<OpaqueId, Box> boxes)
    {
        public static Shelf Empty { get; } = new(new Dictionary<OpaqueId, Box>());

        public IReadOnlyDictionary<OpaqueId, Box> Boxes => boxes;

        public IReadOnlyList<ITool> Tools { get; } = [.. boxes.Values.SelectMany(b => b.Tools).OrderBy(t => t.Name, StringComparer.Ordinal)];
    }
}
