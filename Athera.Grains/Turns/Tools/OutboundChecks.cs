using System.Net.Sockets;
using Athera.Egress;

namespace Athera.Turns.Tools;

/// <summary>Looks at an address before anything is sent there.</summary>
internal static class OutboundChecks
{
    private const string Closed = "leads to no public host that can be found";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Why nothing could be sent to an address now; <see langword="null"/> if it could. It does not tell a name that is not known from one
    /// that leads inside: nobody is to find out by asking which names there are.
    /// </summary>
    public static async Task<string?> ProblemAsync(this EgressGuard guard, Uri url, TimeProvider clock, CancellationToken cancellation)
    {
        using var patience = new CancellationTokenSource(Patience, clock);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellation);
        try
        {
            return await guard.LeadsOutAsync(url, limit.Token) ? null : Closed;
        }
        catch (Exception e) when (e is SocketException || (e is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            return Closed;
        }
    }
}
