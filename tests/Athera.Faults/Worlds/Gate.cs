using System.Net;
using System.Net.Sockets;

namespace Athera.FaultRuns.Worlds;

/// <summary>
/// A stretch of network between two programs that can be cut. While it is cut, connections stay open and nothing comes through, as when
/// packets are lost; afterwards what was under way goes on.
/// </summary>
internal sealed class Gate : IAsyncDisposable
{
    private const int Piece = 64 * 1024;

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stopping = new();
    private readonly IPEndPoint _target;
    private readonly Task _accepting;
    private volatile TaskCompletionSource? _cut;

    /// <summary>Opens a way to a target on this machine.</summary>
    public Gate(int target)
    {
        _target = new IPEndPoint(IPAddress.Loopback, target);
        _listener.Start();
        _accepting = Task.Run(AcceptAsync);
    }

    /// <summary>Where it is entered.</summary>
    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Nothing comes through from now on.</summary>
    public void Cut() => _cut ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>All comes through again.</summary>
    public void Mend() => Interlocked.Exchange(ref _cut, null)?.SetResult();

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        _listener.Stop();
        await _accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stopping.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (true)
            _ = PassAsync(await _listener.AcceptSocketAsync(_stopping.Token));
    }

    private async Task PassAsync(Socket near)
    {
        using var far = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        using (near)
        {
            try
            {
                near.NoDelay = true;
                await OpenAsync();
                await far.ConnectAsync(_target, _stopping.Token);
                // The end of one direction is the end of both: a killed program's other half must not linger.
                await Task.WhenAny(PumpAsync(near, far), PumpAsync(far, near));
            }
            catch (Exception broken) when (broken is SocketException or OperationCanceledException or ObjectDisposedException)
            {
                // Whoever is on the other side sees the connection end.
            }
        }
    }

    private async Task PumpAsync(Socket from, Socket to)
    {
        var piece = new byte[Piece];
        while (await from.ReceiveAsync(piece, _stopping.Token) is > 0 and var length)
        {
            await OpenAsync();
            for (ReadOnlyMemory<byte> rest = piece.AsMemory(0, length); !rest.IsEmpty;)
                rest = rest[await to.SendAsync(rest, _stopping.Token)..];
        }
    }

    private async ValueTask OpenAsync()
    {
        while (_cut is { } cut)
            await cut.Task.WaitAsync(_stopping.Token);
    }
}
