using Athera.Egress;
using Athera.Tools;
using Athera.Turns.Tools.Http;
using ModelContextProtocol.Client;

namespace Athera.Turns.Tools.Mcp;

/// <summary>One conversation with a server, for one call or one look at its list: nothing is kept between them.</summary>
internal sealed class McpConnection : IAsyncDisposable
{
    private static readonly TimeSpan Parting = TimeSpan.FromSeconds(2);

    private readonly CappedHandler _cap;
    private readonly HttpClient _http;
    private McpClient? _client;

    private McpConnection(CappedHandler cap, HttpClient http) => (_cap, _http) = (cap, http);

    /// <summary>The client, once the server has answered.</summary>
    public McpClient Client => _client ?? throw new InvalidOperationException("It is not open.");

    /// <summary>Whether the server sent more than is taken.</summary>
    public bool Exceeded => _cap.Exceeded;

    /// <summary>What the connection itself came up against, however the client has wrapped it.</summary>
    public Exception? Broken => _cap.Failure;

    /// <summary>A connection that is not made yet.</summary>
    /// <param name="outbound">Where it may go.</param>
    /// <param name="limit">Most bytes that are taken, over all its answers.</param>
    public static McpConnection To(OutboundClient outbound, int limit)
    {
        var cap = new CappedHandler(outbound.Handler, limit);
        return new McpConnection(cap, new HttpClient(cap, disposeHandler: false) { Timeout = Timeout.InfiniteTimeSpan });
    }

    /// <summary>Makes it.</summary>
    /// <param name="settings">The server's.</param>
    /// <param name="key">What names the call to the server.</param>
    /// <param name="deadline">Ends whatever is under way, the connection included.</param>
    public async Task OpenAsync(ToolSettings settings, string key, CancellationToken deadline)
    {
        var patience = TimeSpan.FromSeconds(settings.TimeoutSeconds);
        var transport = new HttpClientTransport(
            new HttpClientTransportOptions
            {
                Endpoint = new Uri(settings.Url),
                TransportMode = HttpTransportMode.StreamableHttp,
                AdditionalHeaders = HttpPlan.HeadersOf(settings, key, masked: false).ToDictionary(),
                ConnectionTimeout = patience,
                EnableStandaloneGetStream = false,
                MaxReconnectionAttempts = 1,
            },
            _http, loggerFactory: null, ownsHttpClient: false);
        var options = new McpClientOptions
        {
            ClientInfo = new() { Name = "Athera", Version = "1.0" },
            InitializationTimeout = patience,
        };
        _client = await McpClient.CreateAsync(transport, options, loggerFactory: null, deadline);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        try
        {
            if (_client is not null)
                await _client.DisposeAsync().AsTask().WaitAsync(Parting);
        }
        catch (Exception)
        {
            // The server does not let go nicely; its answer is known by now, and the connection ends with the client.
        }
        _http.Dispose();
    }
}
