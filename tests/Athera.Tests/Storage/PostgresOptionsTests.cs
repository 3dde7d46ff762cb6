using Athera.Silo.Storage.Postgres;
using Npgsql;
using Xunit;

namespace Athera.Tests.Storage;

public sealed class PostgresOptionsTests
{
    private const string Journal = "Host=db;Database=athera;Username=u;Password=p";

    [Fact]
    public void The_key_database_is_beside_the_journals_unless_named()
    {
        var derived = new NpgsqlConnectionStringBuilder(new PostgresOptions { Journal = Journal }.ResolveKeys());
        Assert.Equal(("db", "athera_keys", "p"), (derived.Host, derived.Database, derived.Password));

        const string Elsewhere = "Host=vault;Database=athera";
        Assert.Equal(Elsewhere, new PostgresOptions { Journal = Journal, Keys = Elsewhere }.ResolveKeys());
    }

    [Fact]
    public void Keys_do_not_live_in_the_database_of_what_they_seal()
    {
        var options = new PostgresOptions { Journal = Journal, Keys = "Host=db;Database=athera;Username=other" };

        var refusal = Assert.Throws<ArgumentException>(options.ResolveKeys);

        Assert.Contains(PostgresOptions.KeysSetting, refusal.Message, StringComparison.Ordinal);
    }
}
