using Athera.Silo.Storage.Postgres;
using Athera.Testing.Postgres;
using Athera.Tests.Storage;
using Xunit;

[assembly: AssemblyFixture(typeof(SharedPostgres))]

namespace Athera.Tests.Storage;

/// <summary>One PostgreSQL server for all tests that do not kill it, started by the first that asks.</summary>
public sealed class SharedPostgres : IAsyncDisposable
{
    private readonly Lazy<Task<PrivatePostgres>> _server = new(PrivatePostgres.CreateAsync);

    /// <summary>The server; skips the test where none is installed.</summary>
    public Task<PrivatePostgres> ServerAsync()
    {
        Assert.SkipWhen(PrivatePostgres.MissingReason is not null, PrivatePostgres.MissingReason ?? "");
        return _server.Value;
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is { IsValueCreated: true, Value.IsCompletedSuccessfully: true })
            await _server.Value.Result.DisposeAsync();
    }
}

/// <summary>A pair of databases of a test class, created by the first migration.</summary>
public sealed class PostgresDatabases(SharedPostgres shared) : IAsyncLifetime
{
    public PostgresOptions Options { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        if (PrivatePostgres.MissingReason is null)
            Options = On(await shared.ServerAsync());
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    public static PostgresOptions On(PrivatePostgres server) => new()
    {
        Journal = server.ConnectionString($"athera_{Guid.NewGuid():N}"),
        JournalConnections = 5,
        KeyConnections = 2,
    };
}
