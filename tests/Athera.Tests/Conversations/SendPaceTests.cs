using Athera.Conversations;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Athera.Tests.Conversations;

public sealed class SendPaceTests
{
    private readonly FakeTimeProvider _clock = new(Given.Noon);

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(80)]
    public async Task In_the_long_run_no_more_calls_are_made_than_the_rate_allows(int perSecond)
    {
        var pace = new SendPace(_clock);
        var calls = 0;
        for (var millisecond = 0; millisecond < 10_000;)
        {
            var next = pace.WaitAsync(perSecond, CancellationToken.None);
            for (; !next.IsCompleted && millisecond < 10_000; millisecond++)
                _clock.Advance(TimeSpan.FromMilliseconds(1));
            if (millisecond < 10_000)
            {
                await next;
                calls++;
            }
        }

        Assert.InRange(calls, (10 * perSecond) - 1, (10 * perSecond) + (perSecond / 4) + 2);
    }

    [Fact]
    public void After_a_quiet_time_a_quarter_of_a_seconds_worth_may_follow_each_other_at_once()
    {
        var pace = new SendPace(_clock);
        _clock.Advance(TimeSpan.FromHours(1));

        var atOnce = Enumerable.Range(0, 100).Count(_ => pace.WaitAsync(80, CancellationToken.None).IsCompleted);

        Assert.Equal(21, atOnce);
    }

    [Fact]
    public void A_wait_ends_when_it_is_given_up()
    {
        var pace = new SendPace(_clock);
        using var stop = new CancellationTokenSource();
        _ = pace.WaitAsync(1, stop.Token);

        var waiting = pace.WaitAsync(1, stop.Token);
        stop.Cancel();

        Assert.True(waiting.IsCanceled);
    }
}
