using Athera.Keys;
using Athera.Media.Blobs;

namespace Athera.Media.Sealing;

/// <summary>
/// Seals a file while it is read: what comes out is what a blob store keeps. It holds two chunks, whatever the size of the file, and
/// shows the plain text on its way to whoever has to look at it.
/// </summary>
internal sealed class SealingStream : PullStream
{
    private readonly Stream _plain;
    private readonly IPlainObserver? _observer;
    private readonly BlobForm _form;
    private readonly byte[] _out = new byte[BlobForm.SealedChunkSize];
    private byte[] _chunk = new byte[BlobForm.ChunkSize], _next = new byte[BlobForm.ChunkSize];
    private int _ready, _given, _length = -1;
    private long _number;
    private bool _ended;

    /// <summary>Seals what another stream gives.</summary>
    /// <param name="plain">The file; not disposed.</param>
    /// <param name="name">What it will be kept as.</param>
    /// <param name="key">The key of whoever it belongs to.</param>
    /// <param name="observer">Sees the plain text before it is sealed, and may refuse it by throwing.</param>
    public SealingStream(Stream plain, BlobName name, SubjectKey key, IPlainObserver? observer = null)
    {
        (_plain, _observer) = (plain, observer);
        _form = BlobForm.Create(name, key, _out);
        _ready = BlobForm.HeaderSize;
    }

    /// <inheritdoc/>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (buffer.IsEmpty || (_given == _ready && !await FillAsync(cancellationToken)))
            return 0;
        var length = Math.Min(buffer.Length, _ready - _given);
        _out.AsMemory(_given, length).CopyTo(buffer);
        _given += length;
        return length;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _form.Dispose();
        base.Dispose(disposing);
    }

    // Whether a chunk is the last is part of it, so the one behind it is read first.
    private async ValueTask<bool> FillAsync(CancellationToken cancellation)
    {
        if (_ended)
            return false;
        if (_length < 0)
            _length = await TakeAsync(_chunk, cancellation);
        var behind = _length < BlobForm.ChunkSize ? 0 : await TakeAsync(_next, cancellation);
        _ended = behind == 0;
        if (_ended)
            _observer?.End();
        _form.Seal(_number++, _ended, _chunk.AsSpan(0, _length), _out);
        (_ready, _given) = (_length + BlobForm.SealedChunkSize - BlobForm.ChunkSize, 0);
        (_chunk, _next, _length) = (_next, _chunk, behind);
        return true;
    }

    private async ValueTask<int> TakeAsync(byte[] chunk, CancellationToken cancellation)
    {
        var length = await _plain.ReadAtLeastAsync(chunk, chunk.Length, throwOnEndOfStream: false, cancellation);
        if (length > 0)
            _observer?.Take(chunk.AsSpan(0, length));
        return length;
    }
}

/// <summary>Looks at a file on its way into the store.</summary>
public interface IPlainObserver
{
    /// <summary>Sees the next part; the first is the beginning of the file, up to 64 KiB of it. Throws to refuse the file.</summary>
    void Take(ReadOnlySpan<byte> part);

    /// <summary>There is no more. Throws to refuse the file.</summary>
    void End();
}
