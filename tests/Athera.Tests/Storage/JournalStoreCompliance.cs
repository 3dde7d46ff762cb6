using Athera.Journal;
using Xunit;
using static Athera.Tests.Storage.Sample;

namespace Athera.Tests.Storage;

/// <summary>
/// What every engine of the journal must do. A member inherits the suite and says how to make a store; two stores over the same
/// database stand for two silos. Tests share a database and keep apart by their tenants.
/// </summary>
public abstract partial class JournalStoreCompliance : IAsyncLifetime
{
    private readonly List<IJournalStore> _stores = [];

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    protected OpaqueId Silo { get; } = OpaqueId.New();

    protected TenantId Tenant { get; } = TenantId.New();

    protected IJournalStore Store { get; private set; } = null!;

    /// <summary>A store of its own, with its own connections, over the test's database.</summary>
    protected abstract IJournalStore CreateStore();

    public virtual async ValueTask InitializeAsync()
    {
        Store = OpenStore();
        await Store.MigrateAsync(Cancellation);
    }

    public virtual async ValueTask DisposeAsync()
    {
        foreach (var store in _stores)
        {
            if (store is IAsyncDisposable asynchronous)
                await asynchronous.DisposeAsync();
            else
                (store as IDisposable)?.Dispose();
        }
        GC.SuppressFinalize(this);
    }

    protected IJournalStore OpenStore()
    {
        var store = CreateStore();
        _stores.Add(store);
        return store;
    }

    protected Task<IReadOnlyList<AppendResult>> Commit(params Append[] batch) => CommitOn(Store, batch);

    protected Task<IReadOnlyList<AppendResult>> CommitOn(IJournalStore store, params Append[] batch) =>
        store.CommitAsync(batch, Silo, Noon, Cancellation);

    protected async Task<AppendStatus[]> Statuses(params Append[] batch) =>
        [.. (await Commit(batch)).Select(result => result.Status)];

    protected async Task<long> HeadOf(OpaqueId stream) =>
        (await Store.ReadStreamAsync(Tenant, stream, 0, 1000, Cancellation)).Count;

    /// <summary>Commits a new stream with this many events.</summary>
    protected async Task<OpaqueId> GivenStream(int events = 1)
    {
        var stream = OpaqueId.New();
        Assert.Equal([AppendStatus.Committed], await Statuses(Append(Tenant, stream, 0, events)));
        return stream;
    }
}
