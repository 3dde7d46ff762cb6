namespace Athera.Media.Sealing;

/// <summary>The plain text of a sealed file, opened chunk by chunk while it is read.</summary>
internal sealed class OpenedStream : PullStream
{
    private readonly Stream _sealed;
    private readonly BlobForm _form;
    private readonly byte[] _chunk = new byte[BlobForm.SealedChunkSize], _plain = new byte[BlobForm.ChunkSize];
    private readonly long _last;
    private long _number;
    private int _ready, _given;

    /// <summary>Opens from a chunk on.</summary>
    /// <param name="sealedChunks">Gives the chunks from that one on; disposed with this.</param>
    /// <param name="form">The file's key; disposed with this.</param>
    /// <param name="first">The number of the chunk it begins with.</param>
    /// <param name="skip">Bytes of that chunk to leave out.</param>
    /// <param name="plainSize">Of the whole file.</param>
    public OpenedStream(Stream sealedChunks, BlobForm form, long first, int skip, long plainSize)
    {
        (_sealed, _form, _number) = (sealedChunks, form, first);
        _last = plainSize == 0 ? 0 : (plainSize - 1) / BlobForm.ChunkSize;
        _given = skip;
        _ready = -1;
    }

    /// <inheritdoc/>
    /// <exception cref="System.Security.Cryptography.CryptographicException">The file was changed or cut off.</exception>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (buffer.IsEmpty)
            return 0;
        while (_ready < 0 || _given >= _ready)
        {
            if (_number > _last)
                return 0;
            await FillAsync(cancellationToken);
        }
        var length = Math.Min(buffer.Length, _ready - _given);
        _plain.AsMemory(_given, length).CopyTo(buffer);
        _given += length;
        return length;
    }

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        await _sealed.DisposeAsync();
        _form.Dispose();
        await base.DisposeAsync();
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _sealed.Dispose();
            _form.Dispose();
        }
        base.Dispose(disposing);
    }

    private async ValueTask FillAsync(CancellationToken cancellation)
    {
        var length = await _sealed.ReadAtLeastAsync(_chunk, _chunk.Length, throwOnEndOfStream: false, cancellation);
        _form.Open(_number, _number == _last, _chunk.AsSpan(0, length), _plain);
        var before = _ready;
        _ready = length - (BlobForm.SealedChunkSize - BlobForm.ChunkSize);
        _given = before < 0 ? _given : 0;
        _number++;
    }
}
