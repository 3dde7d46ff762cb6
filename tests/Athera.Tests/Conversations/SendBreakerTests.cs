using Athera.Channels;
using Athera.Conversations;
using Athera.Messages;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Athera.Tests.Conversations;

public sealed class SendBreakerTests
{
    private static readonly SendOutcome
        _down = SendOutcome.Unknown(new Fault(Faults.ProviderUnavailable)),
        _refused = SendOutcome.Refused(new Fault(Faults.InvalidRecipient)),
        _accepted = SendOutcome.Accepted("x");

    private readonly FakeTimeProvider _clock = new(Given.Noon);
    private readonly SendBreaker _breaker;

    public SendBreakerTests() => _breaker = new SendBreaker(_clock);

    [Fact]
    public void Five_failures_in_a_row_open_it_and_four_do_not()
    {
        Hear(_down, 4);
        Assert.Null(_breaker.Admit());

        Hear(_down, 1);
        Assert.Equal(TimeSpan.FromSeconds(5), _breaker.Admit());
    }

    [Fact]
    public void A_provider_that_answers_at_all_is_not_down()
    {
        Hear(_down, 4);
        Hear(_refused, 1);
        Hear(_down, 4);

        Assert.Null(_breaker.Admit());
    }

    [Fact]
    public void After_the_pause_one_call_tries_and_the_others_wait_for_it()
    {
        Hear(_down, 5);
        _clock.Advance(TimeSpan.FromSeconds(5));

        Assert.Null(_breaker.Admit());
        Assert.NotNull(_breaker.Admit());

        Hear(_accepted, 1);
        Assert.Null(_breaker.Admit());
        Assert.Null(_breaker.Admit());
    }

    [Fact]
    public void A_call_that_tries_in_vain_keeps_it_open()
    {
        Hear(_down, 5);
        _clock.Advance(TimeSpan.FromSeconds(5));
        Assert.Null(_breaker.Admit());

        Hear(_down, 1);

        Assert.Equal(TimeSpan.FromSeconds(5), _breaker.Admit());
    }

    [Theory]
    [InlineData(Faults.CredentialsInvalid)]
    [InlineData(Faults.AccountRestricted)]
    public void What_only_a_person_can_mend_opens_it_at_once_and_for_longer(string code)
    {
        Hear(SendOutcome.Deferred(new Fault(code), TimeSpan.FromMinutes(5)), 1);

        Assert.Equal(TimeSpan.FromSeconds(60), _breaker.Admit());
    }

    private void Hear(SendOutcome outcome, int times)
    {
        for (var i = 0; i < times; i++)
            _breaker.Heard(outcome);
    }
}
