using Athera.Conversations;
using Athera.Journal;
using Xunit;

namespace Athera.Tests.Conversations;

public sealed class MissedWakesTests
{
    private static readonly DateTimeOffset _now = DateTimeOffset.UnixEpoch.AddYears(50), _leaseEnds = _now.AddSeconds(15);

    private readonly MissedWakes _missed = new();

    [Fact]
    public void A_call_that_failed_is_made_again_at_the_next_look_and_once()
    {
        var missed = Missed(orphaned: false);

        Assert.Equal([missed], _missed.Take(_now.AddSeconds(1)));
        Assert.Empty(_missed.Take(_now.AddSeconds(2)));
    }

    [Fact]
    public void What_anybody_may_call_is_left_to_the_database_and_an_orphan_is_not()
    {
        Missed(orphaned: false);
        var orphan = Missed(orphaned: true);

        Assert.Equal([orphan], _missed.Take(_leaseEnds));
    }

    [Fact]
    public void One_that_fails_again_while_they_are_taken_waits_for_the_next_look()
    {
        Missed(orphaned: true);

        foreach (var wake in _missed.Take(_now))
            _missed.Add(wake);

        Assert.Single(_missed.Take(_now));
    }

    private MissedWakes.Wake Missed(bool orphaned)
    {
        var wake = new MissedWakes.Wake(new DueWake(TenantId.New(), StreamCategory.Conversation, OpaqueId.New(), orphaned), _leaseEnds);
        _missed.Add(wake);
        return wake;
    }
}
