using Athera.Journal;
using Xunit;

namespace Athera.Tests.Journal;

public sealed class JournalWriterTests
{
    [Fact]
    public async Task An_append_of_an_idle_system_is_committed_alone_and_at_once()
    {
        await using var fixture = new WriterFixture();

        var result = await fixture.Send(fixture.Append());

        Assert.Equal(new AppendResult(AppendStatus.Committed, Position: 1), result);
        Assert.Equal([1], fixture.Store.Batches);
        Assert.Equal([fixture.Silo], fixture.Store.Holders);
    }

    [Fact]
    public async Task What_arrives_during_a_commit_is_committed_together()
    {
        await using var fixture = new WriterFixture();
        var gate = fixture.Store.HoldNext();
        var first = fixture.Send(fixture.Append());
        await gate.Arrived;

        var others = Enumerable.Range(0, 40).Select(_ => fixture.Send(fixture.Append())).ToArray();
        Assert.Equal(40, fixture.Writer.Pending);
        gate.Open();

        await Task.WhenAll([first, .. others]);
        Assert.Equal([1, 40], fixture.Store.Batches);
        Assert.Equal(0, fixture.Writer.Pending);
    }

    [Fact]
    public async Task A_batch_is_bounded_by_appends_and_by_bytes()
    {
        await using var fixture = new WriterFixture(new JournalWriterOptions { BatchAppends = 3, BatchBytes = 10_000 });
        var gate = fixture.Store.HoldNext();
        var appends = new List<Task> { fixture.Send(fixture.Append()) };
        await gate.Arrived;

        int[] sizes = [1, 1, 1, 1, 9_000, 9_000, 50_000, 1];
        appends.AddRange(sizes.Select(bytes => fixture.Send(fixture.Append(bytes: bytes))));
        gate.Open();

        await Task.WhenAll(appends);
        Assert.Equal([1, 3, 2, 1, 1, 1], fixture.Store.Batches);
    }

    [Fact]
    public async Task Appends_of_a_stream_are_committed_in_the_order_of_the_calls()
    {
        await using var fixture = new WriterFixture(new JournalWriterOptions { BatchAppends = 7 });
        var streams = Enumerable.Range(0, 20).Select(_ => OpaqueId.New()).ToArray();

        var results = streams.SelectMany(stream => Enumerable.Range(0, 30).Select(expected => (stream, expected)))
            .Select(append => fixture.StatusOf(fixture.Append(append.stream, append.expected)))
            .ToArray();

        Assert.All(await Task.WhenAll(results), status => Assert.Equal(AppendStatus.Committed, status));
    }

    [Fact]
    public async Task Each_caller_gets_its_own_result()
    {
        await using var fixture = new WriterFixture();
        var (stream, claim) = (OpaqueId.New(), new ClaimKey(OpaqueId.New()));
        var gate = fixture.Store.HoldNext();
        var first = fixture.Send(fixture.Append(stream, claim: claim));
        await gate.Arrived;

        var duplicate = fixture.Send(fixture.Append(claim: claim));
        var conflict = fixture.Send(fixture.Append(stream, expected: 5));
        var next = fixture.Send(fixture.Append(stream, expected: 1));
        gate.Open();

        Assert.Equal(1, (await first).Position);
        Assert.Equal([claim], (await duplicate).Taken);
        Assert.Equal(AppendStatus.Conflict, (await conflict).Status);
        Assert.Equal(new AppendResult(AppendStatus.Committed, Position: 2), await next);
    }

    [Fact]
    public async Task Listeners_hear_the_last_position_of_each_tenant_and_one_that_throws_harms_nobody()
    {
        var heard = new Heard();
        await using var fixture = new WriterFixture(null, new Angry(), heard);
        var other = TenantId.New();
        var gate = fixture.Store.HoldNext();
        var first = fixture.Send(fixture.Append());
        await gate.Arrived;
        var rest = new[]
        {
            fixture.Send(fixture.Append()),
            fixture.Send(fixture.Append() with { Tenant = other }),
            fixture.Send(fixture.Append()),
            fixture.Send(fixture.Append(expected: 9)),
        };
        gate.Open();

        await Task.WhenAll([first, .. rest]);

        Assert.Equal(AppendStatus.Committed, (await first).Status);
        Assert.Equal([1, 3], heard.Commits.Where(commit => commit.Tenant == fixture.Tenant).Select(commit => commit.Position));
        Assert.Equal([1], heard.Commits.Where(commit => commit.Tenant == other).Select(commit => commit.Position));
    }

    [Fact]
    public async Task A_caller_that_blocks_its_thread_does_not_hold_up_the_writer()
    {
        await using var fixture = new WriterFixture();
        using var release = new ManualResetEventSlim();
        using var token = new CancellationTokenSource();
        var gate = fixture.Store.HoldNext();
        var blocked = fixture.Send(fixture.Append(), token.Token)
            .ContinueWith(_ => release.Wait(), TaskContinuationOptions.ExecuteSynchronously);
        gate.Open();

        try
        {
            Assert.Equal(
                AppendStatus.Committed, await fixture.StatusOf(fixture.Append()).WaitAsync(TimeSpan.FromSeconds(30)));
        }
        finally
        {
            release.Set();
            await blocked;
        }
    }

    private sealed class Heard : ICommitListener
    {
        public List<(TenantId Tenant, long Position)> Commits { get; } = [];

        public void Committed(TenantId tenant, long lastPosition) => Commits.Add((tenant, lastPosition));
    }

    private sealed class Angry : ICommitListener
    {
        public void Committed(TenantId tenant, long lastPosition) => throw new InvalidOperationException("No.");
    }
}
