using System.Net;

namespace Athera.Testing.Silos;

/// <summary>
/// The real Athera in a process of its own, as <c>dotnet run</c> would start it: development, demo tenant, lab. It can be killed or
/// stopped and started again on the same port and data.
/// </summary>
public sealed class SiloProcess : IAsyncDisposable
{
    private static readonly TimeSpan _startDeadline = TimeSpan.FromSeconds(120);
    private static readonly TimeSpan _killDeadline = TimeSpan.FromSeconds(30);

    private readonly HttpClient _http = new();
    private readonly string _directory;
    private readonly Dictionary<string, string> _environment;
    private WatchedProcess? _process;

    /// <summary>Starts nothing yet.</summary>
    /// <param name="directory">Where its output is kept, and where it runs.</param>
    /// <param name="settings">Its settings by their names with colons.</param>
    public SiloProcess(string directory, IEnumerable<KeyValuePair<string, string>> settings)
    {
        _directory = WorkingDirectory = directory;
        Url = new Uri($"http://127.0.0.1:{UnusedPort.Find()}");
        _environment = new Dictionary<string, string>
        {
            ["DOTNET_ENVIRONMENT"] = "Development",
            ["ASPNETCORE_URLS"] = Url.GetLeftPart(UriPartial.Authority),
            ["Orleans__Endpoints__SiloPort"] = $"{UnusedPort.Find()}",
            ["Orleans__Endpoints__GatewayPort"] = $"{UnusedPort.Find()}",
            // It lives for seconds: what compiling it three times over would gain, it is not there to enjoy.
            ["DOTNET_TieredPGO"] = "0",
        };
        foreach (var (name, value) in settings)
            _environment[name.Replace(":", "__", StringComparison.Ordinal)] = value;
    }

    /// <summary>Why it cannot be run here, or <see langword="null"/> if it can; what a test skips with.</summary>
    public static string? MissingReason =>
        OperatingSystem.IsWindows() ? "Killing and stopping a process as an operator would needs a Unix system." : null;

    /// <summary>The program and its first arguments: the one built with the tests, unless another is given.</summary>
    public IReadOnlyList<string> Command { get; init; } = ["dotnet", Path.Combine(AppContext.BaseDirectory, "Athera.Silo.dll")];

    /// <summary>Where it runs: beside its output, unless elsewhere is said.</summary>
    public string WorkingDirectory { get; init; }

    /// <summary>Where it listens; the same after every start.</summary>
    public Uri Url { get; }

    /// <summary>Whether it was started and has ended by itself.</summary>
    public bool HasEnded => _process?.HasEnded ?? false;

    /// <summary>All it ever wrote to standard output and standard error.</summary>
    public string OutputFile => Path.Combine(_directory, "output.log");

    /// <summary>Starts it and waits until it says that it is ready.</summary>
    /// <exception cref="InvalidOperationException">It ended or did not become ready in time; the text ends with what it wrote.</exception>
    public async Task StartAsync(CancellationToken cancellation)
    {
        if (_process is not null)
            throw new InvalidOperationException("It is running already.");
        _process = WatchedProcess.Start(WorkingDirectory, OutputFile, Command, _environment);
        var status = await Eventually.LastAsync(
            () => ReadyAsync(cancellation), status => status == HttpStatusCode.OK || _process.HasEnded, cancellation, _startDeadline);
        if (status != HttpStatusCode.OK)
            throw new InvalidOperationException($"Athera did not become ready: {await ReadOutputAsync()}");
    }

    /// <summary>What <c>/health/ready</c> answers; <see langword="null"/> while nobody listens.</summary>
    public async Task<HttpStatusCode?> ReadyAsync(CancellationToken cancellation)
    {
        try
        {
            using var answer = await _http.GetAsync(new Uri(Url, "/health/ready"), cancellation);
            return answer.StatusCode;
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    /// <summary>Runs the program beside itself, with the same settings and further arguments, and gives its exit code.</summary>
    /// <exception cref="TimeoutException">It did not end in time; it has been killed.</exception>
    public async Task<int> RunBesideAsync(IEnumerable<string> arguments, TimeSpan within)
    {
        await using var process = WatchedProcess.Start(WorkingDirectory, OutputFile, [.. Command, .. arguments], _environment);
        return await process.EndAsync(within);
    }

    /// <summary>Ends it with SIGKILL, which it cannot see coming.</summary>
    public async Task KillAsync()
    {
        var process = Running();
        await process.EndAsync("KILL", _killDeadline);
        await process.DisposeAsync();
        _process = null;
    }

    /// <summary>Asks it to end with SIGTERM, as an operator or orchestrator does, and gives its exit code.</summary>
    /// <exception cref="TimeoutException">It did not end in time; it still runs.</exception>
    public async Task<int> StopAsync(TimeSpan within)
    {
        var process = Running();
        var code = await process.EndAsync("TERM", within);
        await process.DisposeAsync();
        _process = null;
        return code;
    }

    /// <summary>Stops it in the middle of whatever it does, with SIGSTOP. Its connections stay open.</summary>
    public Task FreezeAsync() => Running().SignalAsync("STOP");

    /// <summary>Lets it go on.</summary>
    public Task ThawAsync() => Running().SignalAsync("CONT");

    /// <summary>Waits until it ends by itself, and gives its exit code.</summary>
    /// <exception cref="TimeoutException">It did not end in time; it still runs.</exception>
    public async Task<int> EndAsync(TimeSpan within)
    {
        var process = Running();
        var code = await process.EndAsync(within);
        await process.DisposeAsync();
        _process = null;
        return code;
    }

    /// <summary>What it wrote so far.</summary>
    public async Task<string> ReadOutputAsync()
    {
        await using var file = new FileStream(OutputFile, FileMode.OpenOrCreate, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(file);
        return await reader.ReadToEndAsync();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
            await _process.DisposeAsync();
        _process = null;
        _http.Dispose();
    }

    private WatchedProcess Running() => _process ?? throw new InvalidOperationException("It is not running.");
}
