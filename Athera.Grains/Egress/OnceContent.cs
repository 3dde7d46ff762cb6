using System.Net;
using System.Net.Http.Headers;

namespace Athera.Egress;

/// <summary>
/// The body of a call, which remembers whether any of it may have left. While it has not, nobody can have acted on the
/// request, whatever went wrong: the name, the connection, the handshake or our own deadline.
/// </summary>
/// <remarks>
/// The bytes are deliberately not from a pool: one given back while a cancelled call was still writing it would send one contact's
/// text to another.
/// </remarks>
internal sealed class OnceContent : HttpContent
{
    private readonly ReadOnlyMemory<byte> _body;
    private volatile bool _started;

    public OnceContent(ReadOnlyMemory<byte> body, string? mediaType)
    {
        _body = body;
        if (mediaType is not null)
            Headers.ContentType = new MediaTypeHeaderValue(mediaType);
    }

    /// <summary>Whether a byte of it may be on the wire.</summary>
    public bool Started => _started;

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        _started = true;
        return stream.WriteAsync(_body, cancellationToken).AsTask();
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _body.Length;
        return true;
    }
}
