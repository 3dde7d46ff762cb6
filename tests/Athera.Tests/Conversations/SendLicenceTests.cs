using Athera.Conversations;
using Athera.Journal;
using Xunit;

namespace Athera.Tests.Conversations;

public sealed class SendLicenceTests
{
    [Theory]
    [InlineData(0, true)]
    [InlineData(9, true)]
    [InlineData(10, false)]
    [InlineData(3600, false)]
    public void A_silo_that_may_have_been_given_up_calls_no_provider(int secondsSinceConfirmed, bool may) =>
        Assert.Equal(may, Of(silos: 2, TimeSpan.FromSeconds(secondsSinceConfirmed)).MayCall);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    public void The_shares_of_all_silos_are_the_accounts_rate(int silos) =>
        Assert.Equal(80, silos * Of(silos, TimeSpan.Zero).ShareOf(80), tolerance: 0.01);

    private static SendLicence Of(int silos, TimeSpan sinceConfirmed) =>
        new(new Roster(silos, sinceConfirmed), new Patience { Evidence = TimeSpan.FromSeconds(30) });

    private sealed class Roster(int silos, TimeSpan sinceConfirmed) : ISiloRoster
    {
        public OpaqueId Self => Alive[0];

        public IReadOnlyList<OpaqueId> Alive { get; } = [.. Enumerable.Range(0, silos).Select(_ => OpaqueId.New())];

        public TimeSpan SinceConfirmed => sinceConfirmed;

        public bool IsAlive(OpaqueId silo) => Alive.Contains(silo);
    }
}
