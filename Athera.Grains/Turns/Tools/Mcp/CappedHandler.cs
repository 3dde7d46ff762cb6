using System.Net;

namespace Athera.Turns.Tools.Mcp;

/// <summary>Lets answers through up to a size, all of them together, and remembers what broke. A client reads what it is sent to its end.</summary>
internal sealed class CappedHandler(HttpMessageHandler inner, int limit) : DelegatingHandler(inner)
{
    private int _left = limit;

    /// <summary>Whether more came than is taken.</summary>
    public bool Exceeded => Volatile.Read(ref _left) < 0;

    /// <summary>What the last request came up against.</summary>
    public Exception? Failure { get; private set; }

    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Failure = null;
        try
        {
            var response = await base.SendAsync(request, cancellationToken);
            response.Content = new CappedContent(response.Content, this);
            return response;
        }
        catch (HttpRequestException broken)
        {
            Failure = broken;
            throw;
        }
    }

    private int Take(int count) => Interlocked.Add(ref _left, -count) >= 0 ? count : throw new IOException("An answer is larger than is taken.");

    private sealed class CappedContent : HttpContent
    {
        private readonly HttpContent _content;
        private readonly CappedHandler _cap;

        public CappedContent(HttpContent content, CappedHandler cap)
        {
            (_content, _cap) = (content, cap);
            foreach (var (name, values) in content.Headers)
                Headers.TryAddWithoutValidation(name, values);
            Headers.ContentLength = null;
        }

        protected override async Task<Stream> CreateContentReadStreamAsync() => new CappedStream(await _content.ReadAsStreamAsync(), _cap);

        protected override async Task<Stream> CreateContentReadStreamAsync(CancellationToken cancellationToken) =>
            new CappedStream(await _content.ReadAsStreamAsync(cancellationToken), _cap);

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            await using var body = await CreateContentReadStreamAsync();
            await body.CopyToAsync(stream);
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                _content.Dispose();
            base.Dispose(disposing);
        }
    }

    private sealed class CappedStream(Stream inner, CappedHandler cap) : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count) => cap.Take(inner.Read(buffer, offset, count));

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            cap.Take(await inner.ReadAsync(buffer, cancellationToken));

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                inner.Dispose();
            base.Dispose(disposing);
        }
    }
}
