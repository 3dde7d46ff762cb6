using System.Buffers.Binary;
using System.Security.Cryptography;
using Athera.Messages;

namespace Athera.Media;

/// <summary>
/// Names the blobs of files. The name follows from what the file is of, so whoever fetches one again after a crash replaces what the
/// first try left, and nothing is ever stored that nobody knows of. A message's id is random, so its files' names are opaque.
/// </summary>
internal static class MediaBlobs
{
    /// <summary>A file that a contact sent.</summary>
    public static OpaqueId OfMessage(MessageId message, int index)
    {
        Span<byte> parts = stackalloc byte[OpaqueId.Size + 12];
        message.Conversation.Value.WriteTo(parts);
        BinaryPrimitives.WriteInt64BigEndian(parts[OpaqueId.Size..], message.Sequence);
        BinaryPrimitives.WriteInt32BigEndian(parts[(OpaqueId.Size + 8)..], index);
        return Hash("file"u8, parts);
    }

    /// <summary>The copy of an upload that is sent to a contact. Sending again, after an answer that was lost, makes the same copy.</summary>
    public static OpaqueId OfSend(OpaqueId conversation, OpaqueId upload)
    {
        Span<byte> parts = stackalloc byte[2 * OpaqueId.Size];
        conversation.WriteTo(parts);
        upload.WriteTo(parts[OpaqueId.Size..]);
        return Hash("send"u8, parts);
    }

    /// <summary>The small picture of a file.</summary>
    public static OpaqueId ThumbnailOf(OpaqueId blob) => Hash("thumbnail"u8, blob.ToByteArray());

    // The names are part of what is stored: never change one.
    private static OpaqueId Hash(ReadOnlySpan<byte> use, ReadOnlySpan<byte> parts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData("athera-blob|"u8);
        hash.AppendData(use);
        hash.AppendData("|"u8);
        hash.AppendData(parts);
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        hash.GetHashAndReset(digest);
        return OpaqueId.FromBytes(digest);
    }
}
