using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Athera.Benchmarks.Servers;

/// <summary>A measured program in a process of its own, started and stopped by the benchmark.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private const int KeptLines = 20;

    private static readonly TimeSpan StartDeadline = TimeSpan.FromSeconds(90), StopDeadline = TimeSpan.FromSeconds(20);

    private readonly Process _process;
    private readonly Queue<string> _lines = [];
    private volatile bool _ready;

    private ServerProcess(Process process, int port)
    {
        (_process, Port) = (process, port);
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        // However the benchmark ends, it leaves nothing running.
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Kill();
    }

    public int Port { get; }

    public int Id => _process.Id;

    /// <summary>Where it listens.</summary>
    public Uri Address => new($"http://127.0.0.1:{Port}");

    /// <summary>Starts a program of the benchmark's own output directory and waits until it is ready.</summary>
    /// <param name="program">Its name.</param>
    /// <param name="port">Where it listens.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="environment">What it finds in its environment beside what the benchmark does.</param>
    /// <param name="cancellation">Gives up.</param>
    public static async Task<ServerProcess> StartAsync(
        string program, int port, IEnumerable<string> arguments, IReadOnlyDictionary<string, string> environment,
        CancellationToken cancellation)
    {
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, program), arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        var server = new ServerProcess(Process.Start(start)!, port);
        try
        {
            await server.WaitUntilReadyAsync(cancellation);
            server._ready = true;
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>A port nobody listens at.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public async ValueTask DisposeAsync()
    {
        Kill();
        await _process.WaitForExitAsync().WaitAsync(StopDeadline);
        _process.Dispose();
    }

    private async Task WaitUntilReadyAsync(CancellationToken cancellation)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        deadline.CancelAfter(StartDeadline);
        using var http = new HttpClient { BaseAddress = Address };
        while (!await IsReadyAsync(http, deadline.Token))
        {
            if (_process.HasExited)
                throw new BenchmarkException($"{_process.StartInfo.FileName} ended: {Lines()}");
            await Task.Delay(TimeSpan.FromMilliseconds(100), deadline.Token);
        }
    }

    private static async Task<bool> IsReadyAsync(HttpClient http, CancellationToken cancellation)
    {
        try
        {
            using var answer = await http.GetAsync("/health/ready", cancellation);
            return answer.StatusCode == HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private void Kill()
    {
        try
        {
            _process.Kill();
        }
        catch (InvalidOperationException)
        {
            // It has ended, and so has its object.
        }
    }

    private void Keep(string? line)
    {
        if (line is null)
            return;
        // A server that is ready has nothing to say unless something is wrong.
        if (_ready)
            Console.Error.WriteLine(line);
        lock (_lines)
        {
            _lines.Enqueue(line);
            if (_lines.Count > KeptLines)
                _lines.Dequeue();
        }
    }

    private string Lines()
    {
        lock (_lines)
            return string.Join('\n', _lines);
    }
}
