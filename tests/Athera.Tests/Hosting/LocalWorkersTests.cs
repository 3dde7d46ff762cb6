using Athera.Silo.Hosting;
using Athera.Tests.Silos;
using Xunit;

namespace Athera.Tests.Hosting;

[Collection(nameof(TestSilo))]
public sealed class LocalWorkersTests(TestSilo silo)
{
    [Theory]
    [InlineData("agentturn", true)]
    [InlineData("inbox", true)]
    [InlineData("conversation", false)]
    [InlineData("contact", false)]
    public void What_runs_where_it_is_called_is_looked_for_in_no_directory_and_what_there_is_one_of_is(string grain, bool isLocal)
    {
        var properties = silo.Service<IClusterManifestProvider>().LocalGrainManifest.Grains[GrainType.Create(grain)];

        Assert.Equal(isLocal, new LocalWorkers().TryResolveGrainDirectory(GrainType.Create(grain), properties, out _));
    }
}
