using System.Buffers;
using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using Athera.Keys;
using Athera.Messages;

namespace Athera.Media.Serving;

/// <summary>
/// Signs links to files and reads them again. A link holds opaque ids and a time, and is bound to its tenant; nobody can make one, or
/// change one, without the key, which is derived from the root key and so the same on every silo.
/// </summary>
/// <remarks>
/// Form, in base64url: version (1 byte, now 1), small picture (1), tenant (16), conversation (16), sequence (8), index (1), Unix second
/// at which it expires (8), HMAC-SHA256 of all that, cut to 128 bits.
/// </remarks>
/// <param name="root">The root key.</param>
/// <param name="clock">The clock.</param>
public sealed class LinkSigner(RootKey root, TimeProvider clock)
{
    private const byte FormVersion = 1;
    private const int SignatureSize = 16;
    private const int BodySize = 2 + (2 * OpaqueId.Size) + sizeof(long) + 1 + sizeof(long);
    private const int Size = BodySize + SignatureSize;

    /// <summary>No link works for longer.</summary>
    public static TimeSpan LongestLifetime { get; } = TimeSpan.FromDays(7);

    /// <summary>Signs a link.</summary>
    public string Sign(TenantId tenant, MediaReference reference, TimeSpan lifetime)
    {
        var works = lifetime < LongestLifetime ? lifetime : LongestLifetime;
        Span<byte> link = stackalloc byte[Size];
        link[0] = FormVersion;
        link[1] = reference.Thumbnail ? (byte)1 : (byte)0;
        tenant.Value.WriteTo(link[2..]);
        reference.Message.Conversation.Value.WriteTo(link[(2 + OpaqueId.Size)..]);
        var rest = link[(2 + (2 * OpaqueId.Size))..];
        BinaryPrimitives.WriteInt64BigEndian(rest, reference.Message.Sequence);
        rest[8] = (byte)reference.Index;
        BinaryPrimitives.WriteInt64BigEndian(rest[9..], (clock.GetUtcNow() + works).ToUnixTimeSeconds());
        Sign(link[..BodySize], link[BodySize..]);
        return Base64Url.EncodeToString(link);
    }

    /// <summary>The file a link is for, or <see langword="null"/>: nobody signed it, or it has expired.</summary>
    public MediaLink? Open(string token)
    {
        Span<byte> link = stackalloc byte[Size];
        if (token.Length != Base64Url.GetEncodedLength(Size)
            || Base64Url.DecodeFromChars(token, link, out _, out var length) != OperationStatus.Done || length != Size)
            return null;
        // The last letter has bits to spare: of those that mean the same, only the one that was given out.
        if (Base64Url.EncodeToString(link) != token)
            return null;
        Span<byte> signature = stackalloc byte[SignatureSize];
        Sign(link[..BodySize], signature);
        if (!CryptographicOperations.FixedTimeEquals(signature, link[BodySize..]) || link[0] != FormVersion)
            return null;
        var rest = link[(2 + (2 * OpaqueId.Size))..];
        if (BinaryPrimitives.ReadInt64BigEndian(rest[9..]) <= clock.GetUtcNow().ToUnixTimeSeconds())
            return null;
        var conversation = new ConversationId(OpaqueId.FromBytes(link[(2 + OpaqueId.Size)..]));
        return new MediaLink(
            new TenantId(OpaqueId.FromBytes(link[2..])),
            new MediaReference(new MessageId(conversation, BinaryPrimitives.ReadInt64BigEndian(rest)), rest[8], link[1] == 1));
    }

    private void Sign(ReadOnlySpan<byte> body, Span<byte> signature)
    {
        Span<byte> whole = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(root.Links, body, whole);
        whole[..SignatureSize].CopyTo(signature);
    }
}
