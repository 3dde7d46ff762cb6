using Athera.Egress;

namespace Athera.Turns.Tools;

/// <summary>What an exception of a call to the outside says.</summary>
/// <param name="Fault">What went wrong, one of <see cref="RemoteFaults"/>.</param>
/// <param name="NothingSent">Whether the service cannot have heard of the call.</param>
internal sealed record OutboundFailure(string Fault, bool NothingSent)
{
    /// <summary>
    /// Reads it; <see langword="null"/> for what is none of the service's doing: the turn's own end, or a bug.
    /// </summary>
    public static OutboundFailure? Of(Exception failure, CancellationToken turn) => failure switch
    {
        OperationCanceledException => turn.IsCancellationRequested ? null : new(RemoteFaults.TimedOut, false),
        HttpRequestException { InnerException: EgressRefusedException } => new(RemoteFaults.AddressRefused, true),
        HttpRequestException
        {
            HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError
        }
            => new(RemoteFaults.Unreachable, true),
        HttpRequestException or IOException => new(RemoteFaults.Unreachable, false),
        _ => null,
    };
}
