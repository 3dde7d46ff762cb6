using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace Athera.Testing.Silos;

/// <summary>
/// A port that stays usable over restarts. It lies below those the system hands out to outgoing connections: one of those might
/// take it while the process is down, or a client that keeps trying might even reach itself through it.
/// </summary>
public static class UnusedPort
{
    private const int First = 20_000, End = 32_000;

    /// <summary>Finds one.</summary>
    public static int Find()
    {
        while (true)
        {
            var port = RandomNumberGenerator.GetInt32(First, End);
            try
            {
                using var listener = new TcpListener(IPAddress.Loopback, port);
                listener.Start();
                return port;
            }
            catch (SocketException)
            {
                // Somebody has it; there are others.
            }
        }
    }
}
