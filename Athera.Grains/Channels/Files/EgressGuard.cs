using System.Net;
using System.Net.Sockets;

namespace Athera.Channels.Files;

/// <summary>
/// Where Athera goes when a message names an address: https on its usual port, hosts with a name, and only machines of the public
/// network. The address the operator has configured for the provider is the exception: that is wherever it is.
/// </summary>
/// <remarks>
/// The names are looked up here and the connection is made to what was found, so that a name cannot lead to one place when it is
/// checked and to another when it is used.
/// </remarks>
/// <param name="provider">The configured address of the provider.</param>
/// <param name="find">Looks a name up.</param>
internal sealed class EgressGuard(Func<Uri> provider, Func<string, CancellationToken, Task<IPAddress[]>> find)
{
    private const int HttpsPort = 443;

    /// <summary>Whether an address is the configured provider's: the same scheme, host and port.</summary>
    public bool IsProvider(Uri url) => Uri.Compare(
        url, provider(), UriComponents.SchemeAndServer, UriFormat.UriEscaped, StringComparison.OrdinalIgnoreCase) == 0;

    /// <summary>Whether an address may be asked at all. What its name leads to is looked at when the connection is made.</summary>
    public bool Allows(Uri url) => url.UserInfo.Length == 0 && (IsProvider(url)
        || (url.Scheme == Uri.UriSchemeHttps && url.Port == HttpsPort && url.HostNameType == UriHostNameType.Dns));

    /// <summary>Connects, or refuses with an <see cref="EgressRefusedException"/>.</summary>
    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellation)
    {
        var (host, port) = (context.DnsEndPoint.Host, context.DnsEndPoint.Port);
        var configured = provider();
        var trusted = port == configured.Port && host.Equals(configured.IdnHost, StringComparison.OrdinalIgnoreCase);
        if (!trusted && port != HttpsPort)
            throw new EgressRefusedException();
        var addresses = await find(host, cancellation);
        if (!trusted)
            addresses = Array.FindAll(addresses, PublicAddress.Is);
        if (addresses.Length == 0)
            throw new EgressRefusedException();
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, port, cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}

/// <summary>A name leads to a place Athera does not go to.</summary>
internal sealed class EgressRefusedException : Exception
{
    /// <summary>Says nothing of the place: it came from outside.</summary>
    public EgressRefusedException() : base("An address of a file leads to no public host.")
    {
    }
}
