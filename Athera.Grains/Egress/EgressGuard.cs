using System.Net;
using System.Net.Sockets;

namespace Athera.Egress;

/// <summary>
/// Where Athera goes when somebody else names the address, be it a message or a tenant: https on its usual port, hosts with a name, and
/// only machines of the public network. What the operator has configured is the exception: that is wherever it is.
/// </summary>
/// <remarks>
/// The names are looked up here and the connection is made to what was found, so that a name cannot lead to one place when it is
/// checked and to another when it is used.
/// </remarks>
/// <param name="trusts">Whether an address is the operator's own choice; its scheme, host and port are to be looked at.</param>
/// <param name="find">Looks a name up.</param>
internal sealed class EgressGuard(Predicate<Uri> trusts, Func<string, CancellationToken, Task<IPAddress[]>> find)
{
    private const int HttpsPort = 443;

    /// <summary>A guard that trusts the address configured for a provider: its scheme, host and port.</summary>
    /// <param name="provider">The address, asked for at the time of use.</param>
    /// <param name="find">Looks a name up.</param>
    public static EgressGuard WithProvider(Func<Uri> provider, Func<string, CancellationToken, Task<IPAddress[]>> find) => new(
        url => Uri.Compare(url, provider(), UriComponents.SchemeAndServer, UriFormat.UriEscaped, StringComparison.OrdinalIgnoreCase) == 0, find);

    /// <summary>Whether an address is the operator's own choice.</summary>
    public bool Trusts(Uri url) => trusts(url);

    /// <summary>Whether an address may be asked at all. What its name leads to is looked at when the connection is made.</summary>
    public bool Allows(Uri url) => url.UserInfo.Length == 0 && (Trusts(url)
        || (url.Scheme == Uri.UriSchemeHttps && url.Port == HttpsPort && url.HostNameType == UriHostNameType.Dns));

    /// <summary>Whether its name leads to a place Athera goes to, as of now. Nothing is connected to.</summary>
    /// <exception cref="SocketException">The name cannot be looked up.</exception>
    public async Task<bool> LeadsOutAsync(Uri url, CancellationToken cancellation) =>
        Allows(url) && (await FindAsync(url, cancellation)).Length > 0;

    /// <summary>Connects, or refuses with an <see cref="EgressRefusedException"/>.</summary>
    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellation)
    {
        // Connections are kept by scheme, host and port, so what is found for the first request holds for all of them.
        var url = context.InitialRequestMessage.RequestUri!;
        var port = context.DnsEndPoint.Port;
        if (!Trusts(url) && port != HttpsPort)
            throw new EgressRefusedException();
        var addresses = await FindAsync(url, cancellation);
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

    private async Task<IPAddress[]> FindAsync(Uri url, CancellationToken cancellation)
    {
        var addresses = await find(url.IdnHost, cancellation);
        return Trusts(url) ? addresses : Array.FindAll(addresses, PublicAddress.Is);
    }
}

/// <summary>A name leads to a place Athera does not go to.</summary>
internal sealed class EgressRefusedException : Exception
{
    /// <summary>Says nothing of the place: it came from outside.</summary>
    public EgressRefusedException() : base("An address that was named from outside leads to no public host.")
    {
    }
}
