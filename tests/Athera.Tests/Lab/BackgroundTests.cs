using Athera.Lab.Wire;
using Xunit;

namespace Athera.Tests.Lab;

public sealed class BackgroundTests
{
    [Fact]
    public async Task Work_above_the_capacity_is_refused_and_counted()
    {
        await using var background = new Background(capacity: 1);

        var first = background.TryRun(cancellation => Task.Delay(Timeout.InfiniteTimeSpan, cancellation));
        var second = background.TryRun(_ => Task.CompletedTask);

        Assert.Equal((true, false, 1L), (first, second, background.Refused));
    }

    [Fact]
    public async Task Its_end_cancels_what_is_running_and_refuses_what_comes()
    {
        var background = new Background(capacity: 10);
        background.TryRun(cancellation => Task.Delay(Timeout.InfiniteTimeSpan, cancellation));

        await background.DisposeAsync().AsTask().WaitAsync(Soon.Enough);

        Assert.False(background.TryRun(_ => Task.CompletedTask));
    }
}
