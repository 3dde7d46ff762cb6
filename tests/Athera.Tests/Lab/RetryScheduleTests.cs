using Athera.Lab.Wire;
using Xunit;

namespace Athera.Tests.Lab;

public sealed class RetryScheduleTests
{
    private static readonly RetrySchedule Schedule = RetrySchedule.UntilOk with
    {
        FirstPause = TimeSpan.FromSeconds(1), LongestPause = TimeSpan.FromSeconds(5),
    };

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(3, 4)]
    [InlineData(4, 5)]
    [InlineData(1_000_000, 5)]
    public void Pauses_double_up_to_the_longest(int attempt, int seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), Schedule.PauseAfter(attempt));
}
