using Athera.FaultRuns;
using Athera.Testing.Postgres;
using Athera.Testing.Silos;
using Xunit;

namespace Athera.Tests.Running;

/// <summary>The short fault run: minutes of traffic over several silos that are killed, stopped and cut off.</summary>
[Collection(OneAtATime.Name)]
public sealed class FaultRunTests
{
    [Fact]
    public async Task Under_faults_nothing_that_was_accepted_is_lost_doubled_or_reordered()
    {
        Assert.SkipWhen(SiloProcess.MissingReason is not null, SiloProcess.MissingReason ?? "");
        Assert.SkipWhen(PrivatePostgres.MissingReason is not null, PrivatePostgres.MissingReason ?? "");
        var output = TestContext.Current.TestOutputHelper!;
        Assert.Equal(0, await FaultRun.RunAsync(new RunOptions(), output.WriteLine, TestContext.Current.CancellationToken));
    }
}
