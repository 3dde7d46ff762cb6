using Athera.Channels;
using Athera.Conversations;
using Athera.Messages;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Athera.Tests.Conversations.SendingRules;

public sealed class RateTests
{
    private static readonly SendOutcome _tooFast =
        SendOutcome.Deferred(new Fault(Faults.RateLimited), TimeSpan.FromSeconds(5)) with { Limit = LimitScope.Account };

    [Fact]
    public void An_account_that_is_too_fast_uses_half_of_its_rate_and_recovers()
    {
        var clock = new FakeTimeProvider();
        var pressure = new SendPressure(clock);
        pressure.Heard(SendOutcome.Deferred(new Fault(Faults.RateLimited), TimeSpan.FromSeconds(4)));
        Assert.Equal(1f, pressure.Share);

        pressure.Heard(_tooFast);
        pressure.Heard(_tooFast);
        Assert.Equal(0.5f, pressure.Share);
        clock.Advance(TimeSpan.FromSeconds(2));
        pressure.Heard(_tooFast);
        Assert.Equal(0.25f, pressure.Share);

        clock.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(0.5f, pressure.Share);
        clock.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(1f, pressure.Share);
    }
}
