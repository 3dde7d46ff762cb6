using System.Net;
using Microsoft.Extensions.Options;

namespace Athera.Egress;

/// <summary>Where tools of tenants may go beyond the public network.</summary>
public sealed class OutboundOptions
{
    /// <summary>The section they are read from, while developing only.</summary>
    public const string Section = "Athera:Tools";

    /// <summary>Whether <c>http</c> and <c>https</c> addresses of this very machine are allowed, on any port. Off unless set.</summary>
    public bool AllowLoopback { get; set; }
}

/// <summary>
/// How tools of tenants reach the outside: every connection goes through the guard. No redirects, no cookies, no proxy, and nothing
/// that is added to a request on its way; in its URL stands what somebody said, so no span of it is recorded either.
/// </summary>
internal sealed class OutboundClient : IDisposable
{
    private const int MaxConnections = 32, MaxHeaderKilobytes = 16;

    /// <summary>Made by the host.</summary>
    public OutboundClient(IOptions<OutboundOptions> options)
        : this(options.Value, static (host, cancellation) => Dns.GetHostAddressesAsync(host, cancellation))
    {
    }

    /// <param name="options">Where it may go.</param>
    /// <param name="find">Looks a name up.</param>
    public OutboundClient(OutboundOptions options, Func<string, CancellationToken, Task<IPAddress[]>> find)
    {
        Guard = new EgressGuard(url => options.AllowLoopback && IsLoopback(url), find);
        Handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false, // Through a proxy nobody could say where a name leads.
            AutomaticDecompression = DecompressionMethods.None, // What is counted is what came.
            ActivityHeadersPropagator = null,
            ConnectTimeout = TimeSpan.FromSeconds(5),
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            MaxConnectionsPerServer = MaxConnections,
            MaxResponseHeadersLength = MaxHeaderKilobytes,
            ConnectCallback = Guard.ConnectAsync,
        };
        Http = new HttpClient(Handler, disposeHandler: false) { Timeout = Timeout.InfiniteTimeSpan };
    }

    /// <summary>Where it may go.</summary>
    public EgressGuard Guard { get; }

    /// <summary>Makes the connections, for clients of their own.</summary>
    public HttpMessageHandler Handler { get; }

    /// <summary>Sends requests; whoever sends brings the deadline.</summary>
    public HttpClient Http { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        Http.Dispose();
        Handler.Dispose();
    }

    private static bool IsLoopback(Uri url) =>
        (url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps)
        && (url.IdnHost.Equals("localhost", StringComparison.OrdinalIgnoreCase)
            || (IPAddress.TryParse(url.IdnHost, out var address) && IPAddress.IsLoopback(address)));
}
