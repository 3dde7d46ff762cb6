using System.Buffers.Binary;

namespace Athera.Keys;

/// <summary>
/// Where a piece of ciphertext belongs. It is authenticated with the text, so that ciphertext moved to another tenant, stream,
/// place or purpose does not open.
/// </summary>
/// <param name="Tenant">The tenant.</param>
/// <param name="Owner">The stream or thing it is part of.</param>
/// <param name="Sequence">Its place there; 0 where there is only one.</param>
/// <param name="Purpose">What kind of content it is.</param>
public readonly record struct SealContext(TenantId Tenant, OpaqueId Owner, long Sequence, SealPurpose Purpose)
{
    /// <summary>Length of the authenticated form, in bytes.</summary>
    public const int Size = 2 * OpaqueId.Size + sizeof(long) + 1;

    /// <summary>Writes the authenticated form.</summary>
    public void WriteTo(Span<byte> destination)
    {
        Tenant.Value.WriteTo(destination);
        Owner.WriteTo(destination[OpaqueId.Size..]);
        BinaryPrimitives.WriteInt64BigEndian(destination[(2 * OpaqueId.Size)..], Sequence);
        destination[Size - 1] = (byte)Purpose;
    }
}

/// <summary>What kind of content is sealed. The numbers are authenticated: never change or reuse one.</summary>
public enum SealPurpose : byte
{
    /// <summary>The payload of a journal event.</summary>
    Event = 1,

    /// <summary>A snapshot.</summary>
    Snapshot = 2,

    /// <summary>What became true of a message since it was recorded.</summary>
    Overlay = 3,

    /// <summary>The last message in a line of the inbox list.</summary>
    LastMessage = 4,

    /// <summary>A webhook on a silo's own disk.</summary>
    Spool = 5,

    /// <summary>The key of one file in the blob store.</summary>
    BlobKey = 16,

    /// <summary>A part of an article.</summary>
    KnowledgePart = 60,

    /// <summary>The vector of a part of an article.</summary>
    KnowledgeVector = 61,
}
