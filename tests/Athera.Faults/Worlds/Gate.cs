using System.Net;
using System.Net.Sockets;
using Athera.Testing.Silos;

namespace Athera.FaultRuns.Worlds;

/// <summary>
/// A stretch of network between two programs that can be cut. While it is cut, connections stay open and nothing comes through, as when
/// packets are lost; afterwards what was under way goes on.
/// </summary>
internal sealed class Gate : IAsyncDisposable
{
    private const int Piece = 16 * 1024;

    private readonly IPEndPoint _target;
    private CancellationTokenSource _closing = new();
    private Task _accepting = Task.CompletedTask;
    private volatile TaskCompletionSource? _cut;

    /// <summary>Makes a way to a target on this machine; it is not open yet.</summary>
    public Gate(int target) => _target = new IPEndPoint(IPAddress.Loopback, target);

    /// <summary>Where it is entered.</summary>
    public int Port { get; } = UnusedPort.Find();

    /// <summary>Takes connections from now on.</summary>
    public void Open()
    {
        if (!_accepting.IsCompleted)
            return;
        _closing = new CancellationTokenSource();
        var listener = new TcpListener(IPAddress.Loopback, Port);
        listener.Start();
        _accepting = AcceptAsync(listener, _closing.Token);
    }

    /// <summary>Takes none and drops those it has, as the system does for a program that ended.</summary>
    public async Task CloseAsync()
    {
        await _closing.CancelAsync();
        await _accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>Nothing comes through from now on.</summary>
    public void Cut() => _cut ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>All comes through again.</summary>
    public void Mend() => Interlocked.Exchange(ref _cut, null)?.SetResult();

    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        _closing.Dispose();
    }

    private async Task AcceptAsync(TcpListener listener, CancellationToken closing)
    {
        using (listener)
        {
            while (true)
                _ = PassAsync(await listener.AcceptSocketAsync(closing), closing);
        }
    }

    private async Task PassAsync(Socket near, CancellationToken closing)
    {
        using var far = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        using (near)
        {
            try
            {
                near.NoDelay = true;
                await ThroughAsync(closing);
                await far.ConnectAsync(_target, closing);
                // The end of one direction is the end of both: a killed program's other half must not linger.
                await Task.WhenAny(PumpAsync(near, far, closing), PumpAsync(far, near, closing));
            }
            catch (Exception broken) when (broken is SocketException or OperationCanceledException or ObjectDisposedException)
            {
                // Whoever is on the other side sees the connection end.
            }
        }
    }

    private async Task PumpAsync(Socket from, Socket to, CancellationToken closing)
    {
        var piece = new byte[Piece];
        while (await from.ReceiveAsync(piece, closing) is > 0 and var length)
        {
            await ThroughAsync(closing);
            for (ReadOnlyMemory<byte> rest = piece.AsMemory(0, length); !rest.IsEmpty;)
                rest = rest[await to.SendAsync(rest, closing)..];
        }
    }

    private async ValueTask ThroughAsync(CancellationToken closing)
    {
        while (_cut is { } cut)
            await cut.Task.WaitAsync(closing);
    }
}
