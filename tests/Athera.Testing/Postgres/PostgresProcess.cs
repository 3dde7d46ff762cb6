using System.Diagnostics;

namespace Athera.Testing.Postgres;

/// <summary>
/// A running server and the shell that watches over it. The shell waits for the end of its input, which comes when the test run
/// closes it or dies, however it dies; then it takes the server down. So no server outlives its tests.
/// </summary>
internal sealed class PostgresProcess
{
    private const string Watch = """
        "$@" </dev/null & server=$!
        echo "pid $server"
        cat >/dev/null
        kill -INT $server 2>/dev/null
        wait $server
        """;

    private const int KeptLines = 50;

    private static readonly TimeSpan _stopDeadline = TimeSpan.FromSeconds(30);

    private readonly Process _watcher;
    private readonly TaskCompletionSource<int> _pid = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Queue<string> _log = [];

    private PostgresProcess(Process watcher)
    {
        _watcher = watcher;
        watcher.OutputDataReceived += (_, line) => Read(line.Data);
        watcher.ErrorDataReceived += (_, line) => Read(line.Data);
        watcher.BeginOutputReadLine();
        watcher.BeginErrorReadLine();
    }

    public static PostgresProcess Start(string dataDirectory, IEnumerable<string> settings)
    {
        var server = ServerUser.Command(PostgresBinaries.Find("postgres"), ["-D", dataDirectory, .. settings]);
        var watch = new ProcessStartInfo("sh", ["-c", Watch, "sh", server.FileName, .. server.ArgumentList])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = "/",
            Environment = { ["LC_ALL"] = "C" },
        };
        return new PostgresProcess(Process.Start(watch)!);
    }

    /// <summary>Waits until the server takes connections, or says why it does not.</summary>
    public async Task WaitUntilReadyAsync(CancellationToken cancellation)
    {
        var ended = _watcher.WaitForExitAsync(cancellation);
        if (await Task.WhenAny(_ready.Task.WaitAsync(cancellation), ended) == ended || !_ready.Task.IsCompletedSuccessfully)
            throw new InvalidOperationException($"PostgreSQL did not start: {Log()}");
    }

    public async Task KillAsync()
    {
        try
        {
            using var server = Process.GetProcessById(await _pid.Task);
            server.Kill(entireProcessTree: true);
        }
        catch (ArgumentException)
        {
            // It has ended by itself.
        }
        await EndAsync();
    }

    public Task StopAsync() => EndAsync();

    // The children hold the server's output open, so the end of the output is the end of all of them.
    private async Task EndAsync()
    {
        using var deadline = new CancellationTokenSource(_stopDeadline);
        _watcher.StandardInput.Close();
        await _watcher.WaitForExitAsync(deadline.Token);
        _watcher.Dispose();
    }

    private void Read(string? line)
    {
        if (line is null)
            return;
        if (line.StartsWith("pid ", StringComparison.Ordinal) && int.TryParse(line.AsSpan(4), out var pid))
            _pid.TrySetResult(pid);
        if (line.Contains("ready to accept connections", StringComparison.Ordinal))
            _ready.TrySetResult();
        lock (_log)
        {
            _log.Enqueue(line);
            if (_log.Count > KeptLines)
                _log.Dequeue();
        }
    }

    private string Log()
    {
        lock (_log)
            return string.Join('\n', _log);
    }
}
