using System.Buffers.Text;
using System.Net;
using System.Net.Sockets;

namespace Athera.Benchmarks.Load;

/// <summary>
/// A kept-alive HTTP connection with one request under way. It shares the processors with what it measures, so it does no more
/// than the socket's work: the request is ready, and of the answer only the status and the end are looked for.
/// </summary>
internal sealed class LoadConnection : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] _answer = new byte[4096];

    private LoadConnection() { }

    public static async Task<LoadConnection> OpenAsync(int port, CancellationToken cancellation)
    {
        var connection = new LoadConnection();
        await connection._socket.ConnectAsync(IPAddress.Loopback, port, cancellation);
        return connection;
    }

    /// <summary>Sends a request and gives the status of its answer.</summary>
    public async ValueTask<int> SendAsync(ReadOnlyMemory<byte> request, CancellationToken cancellation)
    {
        while (!request.IsEmpty)
            request = request[await _socket.SendAsync(request, cancellation)..];
        var length = 0;
        while (true)
        {
            var read = await _socket.ReceiveAsync(_answer.AsMemory(length), cancellation);
            if (read == 0)
                throw new BenchmarkException("The server closed a connection.");
            length += read;
            if (IsWhole(_answer.AsSpan(0, length)))
                return Status(_answer);
        }
    }

    public void Dispose() => _socket.Dispose();

    private static bool IsWhole(ReadOnlySpan<byte> answer)
    {
        var head = answer.IndexOf("\r\n\r\n"u8);
        if (head < 0)
            return false;
        var field = answer[..head].IndexOf("Content-Length: "u8);
        return field >= 0 && Utf8Parser.TryParse(answer[(field + 16)..], out int body, out _)
            ? answer.Length >= head + 4 + body
            : throw new BenchmarkException("An answer came without its length.");
    }

    // "HTTP/1.1 200 ..."
    private static int Status(ReadOnlySpan<byte> answer) =>
        Utf8Parser.TryParse(answer[9..], out int status, out _) ? status : throw new BenchmarkException("An answer came without a status.");
}
