using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Npgsql;

namespace Athera.Testing.Postgres;

/// <summary>
/// A PostgreSQL server of its own: a fresh data directory, a free port on the loopback address, a random password. It flushes to
/// disk like a production server, so a test may kill it and ask what is left. Everything is gone when it is disposed.
/// </summary>
public sealed class PrivatePostgres : IAsyncDisposable
{
    private static readonly TimeSpan _startDeadline = TimeSpan.FromSeconds(60);

    private readonly string _root;
    private readonly string _password = RandomNumberGenerator.GetHexString(32, lowercase: true);
    private readonly int _port = FreePort();
    private PostgresProcess? _process;

    private PrivatePostgres(string root) => _root = root;

    /// <summary>Why there is no server to test with, or <see langword="null"/> if there is one; what a test skips with.</summary>
    public static string? MissingReason => PostgresBinaries.MissingReason;

    /// <summary>The server's data directory, for looking into its raw files.</summary>
    public string DataDirectory => Path.Combine(_root, "data");

    /// <summary>Makes a data directory and starts a server on it.</summary>
    public static async Task<PrivatePostgres> CreateAsync()
    {
        var name = $"athera-pg-{RandomNumberGenerator.GetHexString(8, lowercase: true)}";
        var server = new PrivatePostgres(Path.Combine(Path.GetTempPath(), name));
        try
        {
            await server.InitializeAsync();
            await server.StartAsync();
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>How to reach a database of this server, as its superuser. The database need not exist.</summary>
    public string ConnectionString(string database) => new NpgsqlConnectionStringBuilder
    {
        Host = IPAddress.Loopback.ToString(),
        Port = _port,
        Username = "postgres",
        Password = _password,
        Database = database,
    }.ToString();

    /// <summary>Starts the server on the same port and data.</summary>
    public async Task StartAsync()
    {
        using var deadline = new CancellationTokenSource(_startDeadline);
        _process = PostgresProcess.Start(DataDirectory,
        [
            "-c", "listen_addresses=127.0.0.1", "-c", $"port={_port.ToString(CultureInfo.InvariantCulture)}",
            "-c", $"unix_socket_directories={_root}", "-c", "max_connections=200", "-c", "shared_buffers=64MB",
            "-c", "log_min_messages=log", "-c", "log_destination=stderr", "-c", "logging_collector=off",
        ]);
        await _process.WaitUntilReadyAsync(deadline.Token);
    }

    /// <summary>Kills the server and all its children with SIGKILL, as a crash or the kernel would.</summary>
    public async Task KillAsync()
    {
        if (_process is null)
            return;
        await _process.KillAsync();
        _process = null;
    }

    /// <summary>Shuts the server down, dropping its clients.</summary>
    public async Task StopAsync()
    {
        if (_process is null)
            return;
        await _process.StopAsync();
        _process = null;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        if (Directory.Exists(_root))
            Directory.Delete(_root, recursive: true);
    }

    private async Task InitializeAsync()
    {
        Directory.CreateDirectory(_root);
        var passwordFile = Path.Combine(_root, "password");
        await File.WriteAllTextAsync(passwordFile, _password);
        await ServerUser.OwnAsync(_root);
        using var initdb = Process.Start(ServerUser.Command(PostgresBinaries.Find("initdb"),
        [
            "-D", DataDirectory, "-U", "postgres", "-A", "scram-sha-256", "--pwfile", passwordFile,
            "-E", "UTF8", "--locale=C", "--no-instructions",
        ]))!;
        var output = initdb.StandardOutput.ReadToEndAsync();
        var errors = await initdb.StandardError.ReadToEndAsync();
        await output;
        await initdb.WaitForExitAsync();
        if (initdb.ExitCode != 0)
            throw new InvalidOperationException($"initdb failed: {errors}");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
