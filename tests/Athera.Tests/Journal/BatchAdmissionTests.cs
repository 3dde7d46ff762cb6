using Athera.Journal;
using CsCheck;
using Xunit;

namespace Athera.Tests.Journal;

/// <summary>
/// A batch decided at once must end like the same appends brought to <see cref="NaiveJournal"/> one after the other, and the
/// rows that come out must be the difference between what stood there before and after.
/// </summary>
public sealed class BatchAdmissionTests
{
    private static readonly EventData _data = new("kind", default, ReadOnlyMemory<byte>.Empty);

    // Few of each, so that appends get in each other's way all the time.
    private static readonly TenantId[] _tenants = [.. Ids(1, 2).Select(TenantId.From)];
    private static readonly OpaqueId[] _streams = [.. Ids(10, 4)];
    private static readonly ClaimKey[] _keys = [.. Ids(20, 4).Select(id => new ClaimKey(id))];

    private static readonly Gen<StreamAppend> _genRun =
        from stream in Gen.OneOfConst(_streams)
        from expected in Gen.Frequency((1, Gen.Const(-1L)), (20, Gen.Long[0, 5]))
        from events in Gen.Int[0, 2]
        select new StreamAppend(stream, StreamCategory.Conversation, expected, [.. Enumerable.Repeat(_data, events)]);

    private static readonly Gen<Append> _genAppend =
        from tenant in Gen.OneOfConst(_tenants)
        from runs in _genRun.List[0, 2]
        from claims in Gen.OneOfConst(_keys).List[0, 2]
        from releases in Gen.OneOfConst(_keys).List[0, 1]
        from mark in Gen.Byte
        select WithRows(new Append
        {
            Tenant = tenant,
            Streams = [.. runs.DistinctBy(run => run.Stream)],
            Claims = [.. claims.Distinct().Select(key => new Claim(key, _streams[0], mark))],
            Releases = releases,
        }, mark);

    private static readonly Gen<Append[][]> _genBatches = _genAppend.Array[0, 8].Array[1, 4];

    [Fact]
    public void A_batch_ends_like_its_appends_one_after_the_other() => _genBatches.Sample(batches =>
    {
        NaiveJournal journal = new(), copy = new();
        foreach (var batch in batches)
        {
            var admitted = BatchAdmission.Decide(batch, journal.Facts());
            var expected = journal.Commit(batch);

            Assert.Equal(expected.Select(Describe), admitted.Results.Select(Describe));
            copy.Write(admitted);
            Assert.Equal(journal.Describe(), copy.Describe());
            Assert.Equal(expected.Any(result => result.Status == AppendStatus.Committed), admitted.HasRows);
        }
    }, iter: 1000);

    [Fact]
    public void A_row_is_written_once_however_often_it_is_set() => _genBatches.Sample(batches =>
    {
        var journal = new NaiveJournal();
        foreach (var batch in batches)
        {
            var before = journal.Facts();
            var admitted = BatchAdmission.Decide(batch, journal.Facts());

            Assert.All(admitted.Released, key => Assert.Contains(key, before.Holders.Keys));
            Assert.Equal(admitted.Released.Distinct(), admitted.Released);
            Assert.All(admitted.Taken.Keys.Except(admitted.Released), key => Assert.DoesNotContain(key, before.Holders.Keys));
            foreach (var (tenant, position) in admitted.Positions)
            {
                var positions = admitted.Runs.Where(run => run.Tenant == tenant)
                    .SelectMany(run => run.Stream.Events.Select((_, i) => run.FirstPosition + i));
                var first = before.Positions.GetValueOrDefault(tenant) + 1;
                Assert.Equal(Enumerable.Range(0, (int)(position - first + 1)).Select(i => first + i), positions);
            }
            journal.Commit(batch);
        }
    });

    [Fact]
    public void An_append_cannot_take_over_a_key_by_giving_it_up()
    {
        var facts = new BatchFacts { Holders = { [_keys[0]] = _tenants[0] } };
        var append = new Append
        {
            Tenant = _tenants[0], Streams = [], Claims = [new Claim(_keys[0], _streams[0], 1)], Releases = [_keys[0]],
        };

        Assert.Equal(AppendStatus.Duplicate, BatchAdmission.Decide([append], facts).Results[0].Status);
    }

    private static string Describe(AppendResult result) =>
        $"{result.Status} {result.Position} {string.Join(',', result.Taken ?? [])}";

    private static Append WithRows(Append append, byte mark)
    {
        if (append.Streams.FirstOrDefault(run => run.Events.Count > 0) is not { } run)
            return append;
        return append with
        {
            Snapshots = [new(run.Stream, run.Category, mark, 1, mark % 3 == 0 ? default(ReadOnlyMemory<byte>?) : new[] { mark })],
            Overlays = [new(run.Stream, mark % 2, new[] { mark })],
            Redactions = [new(run.Stream, mark % 3, new[] { mark })],
            Wake = new(run.Stream, run.Category, mark % 4 == 0 ? null : DateTimeOffset.FromUnixTimeSeconds(mark)),
            Conversation = Storage.Sample.Row() with { Id = new ConversationId(run.Stream), Unread = mark },
        };
    }

    private static IEnumerable<OpaqueId> Ids(ulong first, int count) =>
        Enumerable.Range(0, count).Select(i => new OpaqueId(0, first + (ulong)i));
}
