using Athera.Journal;
using Xunit;

namespace Athera.Tests.Journal;

public sealed class JournalWriterFailureTests
{
    [Fact]
    public async Task A_poisonous_append_is_rejected_alone()
    {
        await using var fixture = new WriterFixture();
        var stream = OpaqueId.New();
        var gate = fixture.Store.HoldNext();
        var first = fixture.Send(fixture.Append());
        await gate.Arrived;
        var before = fixture.StatusOf(fixture.Append(stream));
        var poison = fixture.StatusOf(fixture.Append(stream, expected: 1, kind: MemoryJournalStore.Poison));
        var decidedOnIt = fixture.StatusOf(fixture.Append(stream, expected: 2));
        var neighbour = fixture.StatusOf(fixture.Append());
        gate.Open();

        await first;
        Assert.Equal(AppendStatus.Committed, await before);
        Assert.Equal(AppendStatus.Rejected, await poison);
        Assert.Equal(AppendStatus.Conflict, await decidedOnIt);
        Assert.Equal(AppendStatus.Committed, await neighbour);
        Assert.Equal([1, 4, 1, 1, 1, 1], fixture.Store.Batches);
    }

    [Fact]
    public async Task A_poisonous_append_that_comes_alone_is_tried_once()
    {
        await using var fixture = new WriterFixture();

        Assert.Equal(AppendStatus.Rejected, await fixture.StatusOf(fixture.Append(kind: MemoryJournalStore.Poison)));
        Assert.Equal([1], fixture.Store.Batches);
    }

    [Fact]
    public async Task A_database_that_goes_away_while_a_batch_is_taken_apart_is_asked_no_further()
    {
        await using var fixture = new WriterFixture();
        var gate = fixture.Store.HoldNext();
        var first = fixture.Send(fixture.Append());
        await gate.Arrived;
        fixture.Store.FailNext(new RejectedBatchException());
        fixture.Store.FailNext(new StoreUnavailableException());
        var batch = Enumerable.Range(0, 5).Select(_ => fixture.StatusOf(fixture.Append())).ToArray();
        gate.Open();

        await first;
        Assert.All(await Task.WhenAll(batch), status => Assert.Equal(AppendStatus.Unavailable, status));
        Assert.Equal([1, 5, 1], fixture.Store.Batches);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_failing_database_makes_its_batch_unavailable_and_the_next_one_is_tried(bool expected)
    {
        await using var fixture = new WriterFixture();
        fixture.Store.FailNext(expected ? new StoreUnavailableException() : new FormatException());
        var append = fixture.Append();

        Assert.Equal(AppendResult.Unavailable, await fixture.Send(append));
        Assert.Equal(AppendStatus.Committed, await fixture.StatusOf(append));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_database_that_does_not_answer_is_given_up_at_the_deadline(bool deaf)
    {
        await using var fixture = new WriterFixture();
        var gate = fixture.Store.HoldNext(deaf);
        var stuck = fixture.StatusOf(fixture.Append());
        await gate.Arrived;
        var next = fixture.StatusOf(fixture.Append());

        fixture.Clock.Advance(TimeSpan.FromSeconds(4.9));
        Assert.False(stuck.IsCompleted);
        fixture.Clock.Advance(TimeSpan.FromSeconds(0.1));

        Assert.Equal(AppendStatus.Unavailable, await stuck);
        Assert.Equal(AppendStatus.Committed, await next);
        gate.Open();
    }

    [Fact]
    public async Task A_full_queue_refuses_what_it_cannot_hold()
    {
        await using var fixture = new WriterFixture(new JournalWriterOptions { QueueAppends = 2 });
        var gate = fixture.Store.HoldNext();
        var first = fixture.StatusOf(fixture.Append());
        await gate.Arrived;
        var waiting = new[] { fixture.StatusOf(fixture.Append()), fixture.StatusOf(fixture.Append()) };

        Assert.Equal(AppendStatus.Overloaded, await fixture.StatusOf(fixture.Append()));
        gate.Open();

        Assert.All(await Task.WhenAll([first, .. waiting]), status => Assert.Equal(AppendStatus.Committed, status));
        Assert.Equal(AppendStatus.Committed, await fixture.StatusOf(fixture.Append()));
        Assert.Equal(4, fixture.Store.CommittedAppends.Count());
    }

    [Fact]
    public async Task The_bytes_that_wait_are_bounded_too_but_a_large_append_is_not_refused_for_ever()
    {
        await using var fixture = new WriterFixture(new JournalWriterOptions { QueueBytes = 1_000 });
        var gate = fixture.Store.HoldNext();
        var first = fixture.StatusOf(fixture.Append());
        await gate.Arrived;

        var large = fixture.StatusOf(fixture.Append(bytes: 5_000));
        Assert.Equal(AppendStatus.Overloaded, await fixture.StatusOf(fixture.Append()));
        gate.Open();

        Assert.Equal(AppendStatus.Committed, await first);
        Assert.Equal(AppendStatus.Committed, await large);
        Assert.Equal(AppendStatus.Committed, await fixture.StatusOf(fixture.Append()));
    }

    [Fact]
    public async Task An_append_cancelled_in_the_queue_is_withdrawn()
    {
        await using var fixture = new WriterFixture();
        using var source = new CancellationTokenSource();
        var gate = fixture.Store.HoldNext();
        var first = fixture.StatusOf(fixture.Append());
        await gate.Arrived;
        var withdrawn = fixture.Send(fixture.Append(), source.Token);
        var kept = fixture.StatusOf(fixture.Append());

        await source.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => withdrawn);
        gate.Open();

        Assert.Equal(AppendStatus.Committed, await first);
        Assert.Equal(AppendStatus.Committed, await kept);
        Assert.Equal(2, fixture.Store.CommittedAppends.Count());
    }

    [Fact]
    public async Task Stopping_commits_what_was_taken_and_takes_no_more()
    {
        await using var fixture = new WriterFixture();
        var gate = fixture.Store.HoldNext();
        var taken = new List<Task<AppendStatus>> { fixture.StatusOf(fixture.Append()) };
        await gate.Arrived;
        taken.AddRange(Enumerable.Range(0, 3).Select(_ => fixture.StatusOf(fixture.Append())));

        var stopping = fixture.StopHostAsync(CancellationToken.None);
        Assert.Equal(AppendStatus.Overloaded, await fixture.StatusOf(fixture.Append()));
        gate.Open();

        await stopping;
        Assert.All(await Task.WhenAll(taken), status => Assert.Equal(AppendStatus.Committed, status));
    }

    [Fact]
    public async Task Stopping_gives_up_when_the_host_does()
    {
        await using var fixture = new WriterFixture();
        using var deadline = new CancellationTokenSource();
        var gate = fixture.Store.HoldNext(deaf: true);
        var taken = new List<Task<AppendStatus>> { fixture.StatusOf(fixture.Append()) };
        await gate.Arrived;
        taken.AddRange(Enumerable.Range(0, 3).Select(_ => fixture.StatusOf(fixture.Append())));

        var stopping = fixture.StopHostAsync(deadline.Token);
        await deadline.CancelAsync();

        await stopping;
        Assert.All(await Task.WhenAll(taken), status => Assert.Equal(AppendStatus.Unavailable, status));
        Assert.Equal([1], fixture.Store.Batches);
        gate.Open();
    }
}
