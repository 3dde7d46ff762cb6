using System.Net;
using System.Net.Sockets;

namespace Athera.Silo.Settings;

/// <summary>Finds a port nobody listens at.</summary>
internal static class FreePort
{
    /// <summary>The given port, or a free one for 0.</summary>
    public static int Or(int port)
    {
        if (port != 0)
            return port;
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
