using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Athera.Journal;
using Athera.Keys;
using Athera.Knowledge.Searching;

namespace Athera.Knowledge.Embedding;

/// <summary>
/// How vectors are kept: of length 1, so that their product is their cosine, in 16 bits a number, which changes no ranking anybody
/// would notice, and sealed, since a text can be guessed from its vector.
/// </summary>
public static class VectorForm
{
    /// <summary>A vector of length 1 in the same direction.</summary>
    /// <exception cref="InvalidOperationException">It has no direction, no numbers, or more than are kept.</exception>
    public static float[] Unit(ReadOnlySpan<float> vector)
    {
        var length = TensorPrimitives.Norm(vector);
        if (vector.Length is 0 or > Embedder.MaxDimensions || !float.IsFinite(length) || length == 0)
            throw new InvalidOperationException("What was answered is no vector.");
        var unit = new float[vector.Length];
        TensorPrimitives.Divide(vector, length, unit);
        return unit;
    }

    /// <summary>In 16 bits a number.</summary>
    public static Half[] Narrow(ReadOnlySpan<float> vector)
    {
        var narrow = new Half[vector.Length];
        TensorPrimitives.ConvertToHalf(vector, narrow);
        return narrow;
    }

    /// <summary>The cosine of two vectors of length 1; 0 for two of different sizes.</summary>
    public static float Cosine(ReadOnlySpan<float> one, ReadOnlySpan<Half> other)
    {
        if (one.Length != other.Length)
            return 0;
        Span<float> wide = other.Length <= Embedder.MaxDimensions ? stackalloc float[other.Length] : new float[other.Length];
        TensorPrimitives.ConvertToSingle(other, wide);
        return TensorPrimitives.Dot(one, wide);
    }

    /// <summary>The rows of a version's vectors.</summary>
    public static KnowledgeVectors Rows(TenantKey article, ArticleEmbedded embedded, string language, SubjectKey key) => new(
        article.Id, embedded.Version, SearchTerms.Primary(language), embedded.Model,
        [.. embedded.Vectors.Select((vector, part) => (ReadOnlyMemory<byte>)key.Seal(
            MemoryMarshal.AsBytes<Half>(Narrow(vector)),
            PartContent.Context(article.Tenant, new PartKey(article.Id, embedded.Version, part), SealPurpose.KnowledgeVector)))]);

    /// <summary>Opens one.</summary>
    /// <exception cref="CryptographicException">It was changed, or belongs elsewhere.</exception>
    public static Half[] Open(TenantId tenant, StoredVector vector, SubjectKey key) => MemoryMarshal.Cast<byte, Half>(
        key.Open(vector.Payload.Span, PartContent.Context(tenant, vector.Key, SealPurpose.KnowledgeVector))).ToArray();
}
