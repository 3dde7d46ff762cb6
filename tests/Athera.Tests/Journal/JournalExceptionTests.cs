using Athera.Journal;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Orleans.Serialization;
using Xunit;

namespace Athera.Tests.Journal;

public sealed class JournalExceptionTests
{
    // A caller that cannot tell a missing database from a bad message would put the message aside.
    [Fact]
    public void Another_silo_is_told_that_the_database_is_missing_and_why()
    {
        var services = new ServiceCollection();
        services.AddAtheraGrains();
        services.AddSerializer();
        using var provider = services.BuildServiceProvider();
        var serializer = provider.GetRequiredService<Serializer>();
        Exception told = new StoreUnavailableException("PostgreSQL did not answer.", new NpgsqlException("Reset by peer."));

        var heard = serializer.Deserialize<Exception>(serializer.SerializeToArray(told));

        Assert.Equal("PostgreSQL did not answer.", Assert.IsType<StoreUnavailableException>(heard).Message);
        Assert.IsType<NpgsqlException>(heard.InnerException);
    }
}
