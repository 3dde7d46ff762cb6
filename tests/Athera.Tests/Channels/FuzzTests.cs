using Athera.Fuzz;
using Xunit;

namespace Athera.Tests.Channels;

/// <summary>A short run of what <c>tests/Athera.Fuzz</c> does for as long as wanted.</summary>
public sealed class FuzzTests
{
    private static readonly Corpus Recorded = Corpus.Load(Path.Combine(AppContext.BaseDirectory, "fixtures"));

    [Fact]
    public void No_input_makes_a_protocol_throw_or_break_its_promises()
    {
        var report = new FuzzRun(Recorded).Run(new FuzzOptions { Cases = 20_000, Seed = 7 }, TestContext.Current.CancellationToken);
        Assert.Empty(report.Findings);
        Assert.Equal(20_000, report.Cases);
        Assert.InRange(report.Elements, 10_000, long.MaxValue);
        Assert.InRange(report.Proven, 1_000, report.Cases);
    }

    [Fact]
    public void A_case_is_the_same_whoever_tries_it()
    {
        var one = new FuzzRun(Recorded).Run(new FuzzOptions { Cases = 2_000, Seed = 3, Threads = 1 }, CancellationToken.None);
        var other = new FuzzRun(Recorded).Run(new FuzzOptions { Cases = 2_000, Seed = 3, Threads = 3 }, CancellationToken.None);
        Assert.Equal((one.Elements, one.Proven), (other.Elements, other.Proven));
    }
}
