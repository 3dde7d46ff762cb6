using Athera.Journal;
using Xunit;
using static Athera.Journal.AppendStatus;
using static Athera.Tests.Storage.Sample;

namespace Athera.Tests.Storage;

public abstract partial class JournalStoreCompliance
{
    [Fact]
    public async Task Migrating_again_or_at_the_same_time_does_no_harm()
    {
        var stream = await GivenStream();

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => OpenStore().MigrateAsync(Cancellation)));

        Assert.Equal(1, await HeadOf(stream));
        await Store.PingAsync(Cancellation);
    }

    [Fact]
    public async Task Of_silos_that_append_to_one_stream_at_once_exactly_one_wins_each_time()
    {
        const int Rounds = 40;
        var stream = OpaqueId.New();
        IJournalStore[] silos = [Store, OpenStore(), OpenStore()];

        for (var expected = 0; expected < Rounds; expected++)
        {
            var results = await Task.WhenAll(silos.Select(silo => CommitOn(silo, Append(Tenant, stream, expected))));

            Assert.Equal([Committed, Conflict, Conflict], results.Select(result => result[0].Status).Order());
        }
        Assert.Equal(Rounds, await HeadOf(stream));
    }

    [Fact]
    public async Task Of_silos_that_take_one_claim_at_once_exactly_one_gets_it()
    {
        IJournalStore[] silos = [Store, OpenStore()];
        for (var round = 0; round < 20; round++)
        {
            var key = Key();

            var results = await Task.WhenAll(silos.Select(silo => CommitOn(silo, Append(Tenant, OpaqueId.New(), 0).Claiming(key))));

            Assert.Equal([Committed, Duplicate], results.Select(result => result[0].Status).Order());
        }
    }

    [Fact]
    public async Task A_reader_of_the_feed_never_sees_a_gap_while_silos_write()
    {
        const int Batches = 60;
        using var written = new CancellationTokenSource();

        async Task<long> Write(IJournalStore silo)
        {
            var events = 0L;
            for (var i = 0; i < Batches; i++)
            {
                Append[] batch = [Append(Tenant, OpaqueId.New(), 0, 1 + i % 3), Append(Tenant, OpaqueId.New(), 0)];
                var results = await CommitOn(silo, batch);
                Assert.Equal(batch[1].Streams[0].Events.Count, results[1].Position - results[0].Position);
                events += batch.Sum(append => append.Streams[0].Events.Count);
            }
            return events;
        }

        async Task<long> Read(IJournalStore silo)
        {
            for (var last = 0L; ;)
            {
                var done = written.IsCancellationRequested;
                var page = await silo.ReadFeedAsync(Tenant, last, 50, Cancellation);
                foreach (var read in page)
                    Assert.Equal(++last, read.Position);
                if (done && page.Count == 0)
                    return last;
            }
        }

        var reading = Read(OpenStore());
        var counts = await Task.WhenAll(Write(Store), Write(OpenStore()));
        await written.CancelAsync();

        Assert.Equal(counts.Sum(), await reading);
        Assert.Equal(counts.Sum(), await Store.ReadFeedPositionAsync(Tenant, Cancellation));
    }
}
