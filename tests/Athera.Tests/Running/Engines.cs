using Athera.Testing.Postgres;
using Athera.Testing.Silos;
using Athera.Tests.Storage;
using Xunit;

namespace Athera.Tests.Running;

/// <summary>What an Athera under test can store in; each gives a storage for a data directory.</summary>
public static class Engines
{
    /// <summary>The embedded engine.</summary>
    public static Func<string, Task<SiloStorage>> Sqlite { get; } =
        directory => Task.FromResult<SiloStorage>(new SqliteStorage(directory));

    /// <summary>A server of its own, which may be killed.</summary>
    public static Func<string, Task<SiloStorage>> PostgresOfItsOwn { get; } = async _ =>
    {
        Assert.SkipWhen(PrivatePostgres.MissingReason is not null, PrivatePostgres.MissingReason ?? "");
        return new PostgresStorage(await PrivatePostgres.CreateAsync(), ownsServer: true);
    };

    /// <summary>Databases on the server all tests share.</summary>
    public static Func<string, Task<SiloStorage>> Postgres(SharedPostgres shared) =>
        async _ => new PostgresStorage(await shared.ServerAsync(), ownsServer: false);
}
