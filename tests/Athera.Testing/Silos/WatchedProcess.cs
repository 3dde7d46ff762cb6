using System.Diagnostics;

namespace Athera.Testing.Silos;

/// <summary>
/// A running program and the shell that watches over it: passes signals on, tells how it ended, and kills it when its own input ends,
/// which also happens when the test run dies. So no silo outlives its tests.
/// </summary>
internal sealed class WatchedProcess : IAsyncDisposable
{
    private const string Watch = """
        log=$1; shift
        exec 3<&0 >/dev/null 2>&1
        "$@" </dev/null >>"$log" 2>&1 3<&- & program=$!
        { while read -r signal; do kill -s "$signal" $program; done; kill -s KILL $program; } <&3 & watch=$!
        exec 3<&-
        wait $program; code=$?
        kill $watch
        exit $code
        """;

    private readonly Process _shell;

    private WatchedProcess(Process shell) => _shell = shell;

    public bool HasEnded => _shell.HasExited;

    /// <summary>Starts a program; its output is added to the log file.</summary>
    public static WatchedProcess Start(
        string directory, string log, IEnumerable<string> command, IReadOnlyDictionary<string, string> environment)
    {
        var start = new ProcessStartInfo("sh", ["-c", Watch, "sh", log, .. command])
        {
            RedirectStandardInput = true,
            WorkingDirectory = directory,
        };
        foreach (var inherited in start.Environment.Keys.Where(IsSetting).ToList())
            start.Environment.Remove(inherited);
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        return new WatchedProcess(Process.Start(start)!);
    }

    /// <summary>Sends a signal.</summary>
    public async Task SignalAsync(string signal)
    {
        await _shell.StandardInput.WriteLineAsync(signal);
        await _shell.StandardInput.FlushAsync();
    }

    /// <summary>Waits for it to end by itself; gives the exit code, 128 and the signal if one ended it.</summary>
    /// <exception cref="TimeoutException">It goes on.</exception>
    public async Task<int> EndAsync(TimeSpan within)
    {
        await _shell.WaitForExitAsync().WaitAsync(within);
        return _shell.ExitCode;
    }

    /// <summary>Sends a signal and waits for the end; gives the exit code, 128 and the signal if that ended it.</summary>
    /// <exception cref="TimeoutException">It goes on.</exception>
    public async Task<int> EndAsync(string signal, TimeSpan within)
    {
        await SignalAsync(signal);
        return await EndAsync(within);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _shell.StandardInput.Close();
        await _shell.WaitForExitAsync();
        _shell.Dispose();
    }

    // What the developer's own shell says to Athera is not meant for the one under test.
    private static bool IsSetting(string name) =>
        name.StartsWith("Athera__", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("ConnectionStrings__", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("ASPNETCORE_", StringComparison.OrdinalIgnoreCase);
}
