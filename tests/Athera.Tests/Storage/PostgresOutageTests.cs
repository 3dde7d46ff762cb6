using System.Collections.Concurrent;
using Athera.Journal;
using Athera.Keys;
using Athera.Silo.Storage.Postgres;
using Athera.Testing.Postgres;
using Xunit;
using static Athera.Tests.Storage.Sample;

namespace Athera.Tests.Storage;

/// <summary>A server that is killed under the stores' hands. They are the same objects before and after.</summary>
public sealed class PostgresOutageTests : IAsyncLifetime
{
    private readonly OpaqueId _silo = OpaqueId.New();
    private readonly TenantId _tenant = TenantId.New();
    private PrivatePostgres _server = null!;
    private PostgresOptions _options = null!;
    private PostgresJournalStore _store = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        Assert.SkipWhen(PrivatePostgres.MissingReason is not null, PrivatePostgres.MissingReason ?? "");
        _server = await PrivatePostgres.CreateAsync();
        _options = PostgresDatabases.On(_server);
        _store = new PostgresJournalStore(_options, TimeProvider.System);
        await _store.MigrateAsync(Cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task A_server_that_dies_is_unavailable_and_usable_as_soon_as_it_is_back()
    {
        await using var keys = new PostgresKeyStore(_options, TimeProvider.System);
        await keys.MigrateAsync(Cancellation);
        var key = new WrappedKey(OpaqueId.New(), _tenant, new byte[] { 1 });
        await keys.AddAsync([key], Cancellation);
        // Several connections lie in the pool when the server dies.
        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Commit(Append(_tenant, OpaqueId.New(), 0))));

        await _server.KillAsync();
        await Assert.ThrowsAsync<StoreUnavailableException>(() => Commit(Append(_tenant, OpaqueId.New(), 0)));
        await Assert.ThrowsAsync<StoreUnavailableException>(() => _store.PingAsync(Cancellation));
        await Assert.ThrowsAsync<StoreUnavailableException>(() => _store.MigrateAsync(Cancellation));
        await Assert.ThrowsAsync<StoreUnavailableException>(() => keys.FindAsync([key.Subject], Cancellation));

        await _server.StartAsync();
        Assert.Equal(AppendStatus.Committed, (await Commit(Append(_tenant, OpaqueId.New(), 0))).Status);
        Assert.Equal(6, await _store.ReadFeedPositionAsync(_tenant, Cancellation));
        Assert.Single(await keys.FindAsync([key.Subject], Cancellation));
    }

    [Fact]
    public async Task Nothing_reported_committed_is_lost_when_the_server_is_killed()
    {
        ConcurrentDictionary<OpaqueId, long> reported = [];
        using var enough = new SemaphoreSlim(0);

        async Task WriteUntilItFails()
        {
            for (; ; )
            {
                Append[] batch = [.. Enumerable.Range(0, 5).Select(_ => Append(_tenant, OpaqueId.New(), 0))];
                try
                {
                    var results = await _store.CommitAsync(batch, _silo, Noon, Cancellation);
                    for (var i = 0; i < batch.Length; i++)
                        reported[batch[i].Streams[0].Stream] = results[i].Position;
                    enough.Release();
                }
                catch (StoreUnavailableException)
                {
                    return;
                }
            }
        }

        for (var kill = 0; kill < 3; kill++)
        {
            var writers = Enumerable.Range(0, 4).Select(_ => WriteUntilItFails()).ToArray();
            for (var commits = 0; commits < 50; commits++)
                await enough.WaitAsync(Cancellation);
            await _server.KillAsync();
            await Task.WhenAll(writers);
            await _server.StartAsync();
        }

        Assert.NotEmpty(reported);
        Dictionary<OpaqueId, long> stored = [];
        for (var last = 0L; await _store.ReadFeedAsync(_tenant, last, 500, Cancellation) is { Count: > 0 } page; last = page[^1].Position)
        {
            foreach (var read in page)
                stored.Add(read.Stream, read.Position);
        }
        Assert.Equal(Enumerable.Range(1, stored.Count).Select(position => (long)position), stored.Values);
        Assert.All(reported, commit => Assert.Equal(commit.Value, stored[commit.Key]));
    }

    private async Task<AppendResult> Commit(Append append) =>
        Assert.Single(await _store.CommitAsync([append], _silo, Noon, Cancellation));
}
