using Athera.Keys;
using Xunit;

namespace Athera.Tests.Storage;

/// <summary>What every engine of the key database must do.</summary>
public abstract class KeyStoreCompliance : IAsyncLifetime
{
    private readonly List<IKeyStore> _stores = [];
    private readonly TenantId _tenant = TenantId.New();

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    protected IKeyStore Store { get; private set; } = null!;

    /// <summary>A store of its own, with its own connections, over the test's database.</summary>
    protected abstract IKeyStore CreateStore();

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

    [Fact]
    public async Task A_key_is_read_back_as_it_was()
    {
        var key = Key(1, 2, 3);
        await Store.AddAsync([key], Cancellation);

        var found = Assert.Single(await Store.FindAsync([key.Subject], Cancellation));

        Assert.Equal((key.Subject, key.Tenant), (found.Subject, found.Tenant));
        Assert.Equal(key.Wrapped.ToArray(), found.Wrapped.ToArray());
    }

    [Fact]
    public async Task Subjects_without_a_key_are_missing_from_the_answer()
    {
        WrappedKey first = Key(1), second = Key(2);
        await Store.AddAsync([first, second], Cancellation);

        var found = await Store.FindAsync([first.Subject, OpaqueId.New(), second.Subject], Cancellation);

        Assert.Equal(new[] { first.Subject, second.Subject }.Order(), found.Select(key => key.Subject).Order());
        Assert.Empty(await Store.FindAsync([], Cancellation));
    }

    [Fact]
    public async Task A_subject_keeps_the_key_it_has()
    {
        var key = Key(1);
        await Store.AddAsync([key], Cancellation);
        await Store.AddAsync([key with { Wrapped = new byte[] { 2 } }, Key(3)], Cancellation);

        Assert.Equal(1, Assert.Single(await Store.FindAsync([key.Subject], Cancellation)).Wrapped.Span[0]);
    }

    [Fact]
    public async Task Silos_that_create_the_key_of_one_subject_at_once_agree_on_one()
    {
        var other = OpenStore();
        for (byte round = 0; round < 20; round++)
        {
            var key = Key(round, 1);
            await Task.WhenAll(
                Store.AddAsync([key], Cancellation),
                other.AddAsync([key with { Wrapped = new byte[] { round, 2 } }], Cancellation));

            var seen = await Store.FindAsync([key.Subject], Cancellation);
            var seenByOther = await other.FindAsync([key.Subject], Cancellation);

            Assert.Equal(Assert.Single(seen).Wrapped.ToArray(), Assert.Single(seenByOther).Wrapped.ToArray());
        }
    }

    [Fact]
    public async Task Migrating_again_or_at_the_same_time_does_no_harm()
    {
        var key = Key(1);
        await Store.AddAsync([key], Cancellation);

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => OpenStore().MigrateAsync(Cancellation)));

        Assert.Single(await Store.FindAsync([key.Subject], Cancellation));
        await Store.PingAsync(Cancellation);
    }

    protected IKeyStore OpenStore()
    {
        var store = CreateStore();
        _stores.Add(store);
        return store;
    }

    private WrappedKey Key(params byte[] wrapped) => new(OpaqueId.New(), _tenant, wrapped);
}
