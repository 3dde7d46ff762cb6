using Athera.Lab.Ledgers;
using Xunit;

namespace Athera.Tests.Lab;

public sealed class LedgerTests
{
    [Fact]
    public void The_oldest_entries_fall_out_and_are_still_counted()
    {
        var ledger = new Ledger<long>(capacity: 3);

        for (var entry = 0; entry < 5; entry++) ledger.Add(number => number);

        Assert.Equal([3, 4, 5], ledger.Entries);
        Assert.Equal(5, ledger.Total);
    }

    [Fact]
    public async Task What_is_already_there_counts_for_a_wait()
    {
        var ledger = new Ledger<long>(capacity: 10);
        ledger.Add(number => number);

        var wait = ledger.WaitForAsync(2, _ => true, Soon.Enough);
        Assert.False(wait.IsCompleted);
        ledger.Add(number => number);

        Assert.Equal([1, 2], await wait);
    }

    [Fact]
    public async Task A_wait_for_what_never_comes_ends() =>
        await Assert.ThrowsAsync<TimeoutException>(
            () => new Ledger<long>(capacity: 1).FirstAsync(_ => true, TimeSpan.FromMilliseconds(1)));
}
