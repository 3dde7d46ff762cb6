using System.Security.Cryptography;
using Athera.Media.Sealing;
using Athera.Messages;

namespace Athera.Media.Content;

/// <summary>Looks at a file while it is stored, and stops it when it is not what it may be: too large, of another type, damaged.</summary>
/// <param name="kind">What it is said to be.</param>
/// <param name="declared">The type it is said to have.</param>
/// <param name="limit">Largest size, in bytes.</param>
/// <param name="sha256">The checksum it is said to have, in lower-case hex, if any.</param>
internal sealed class ContentCheck(MessageKind kind, string? declared, long limit, string? sha256 = null) : IPlainObserver, IDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private byte[]? _digest;

    /// <summary>Its size so far.</summary>
    public long Bytes { get; private set; }

    /// <summary>Its type, found from its first bytes.</summary>
    public string ContentType { get; private set; } = FileTypes.Unknown;

    /// <summary>Its checksum, in lower-case hex, once it has ended.</summary>
    public string Sha256 => Convert.ToHexStringLower(_digest ?? throw new InvalidOperationException("It has not ended."));

    /// <inheritdoc/>
    /// <exception cref="ContentRefusedException">It is larger, or of another type, than it may be.</exception>
    public void Take(ReadOnlySpan<byte> part)
    {
        if (Bytes == 0)
        {
            ContentType = FileTypes.Of(part, declared);
            if (!KindRules.Allows(kind, ContentType))
                throw new ContentRefusedException(MediaFaults.TypeRefused);
        }
        Bytes += part.Length;
        if (Bytes > limit)
            throw new ContentRefusedException(MediaFaults.TooLarge);
        _hash.AppendData(part);
    }

    /// <inheritdoc/>
    /// <exception cref="ContentRefusedException">Nothing came, or something else than was said.</exception>
    public void End()
    {
        _digest = _hash.GetHashAndReset();
        if (Bytes == 0 || (sha256 is not null && !string.Equals(Sha256, sha256, StringComparison.OrdinalIgnoreCase)))
            throw new ContentRefusedException(MediaFaults.Damaged);
    }

    /// <inheritdoc/>
    public void Dispose() => _hash.Dispose();
}

/// <summary>A file is not stored because of what it is.</summary>
/// <param name="fault">One of <see cref="MediaFaults"/>.</param>
internal sealed class ContentRefusedException(string fault) : Exception(fault)
{
    /// <summary>Why.</summary>
    public string Fault { get; } = fault;
}
