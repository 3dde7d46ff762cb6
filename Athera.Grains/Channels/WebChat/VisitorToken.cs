using System.Buffers;
using System.Buffers.Binary;
using System.Buffers.Text;
using Athera.Chat;
using Athera.Keys;

namespace Athera.Channels.WebChat;

/// <summary>
/// The token of a session: who the visitor is, signed. It is believed on every silo without a look into a database, and says nothing
/// but ids drawn at random.
/// </summary>
/// <remarks>Form, in base64url: version (1 byte, now 1), tenant (16), account (16), visitor (16), time of issue (8), HMAC-SHA256 (32).</remarks>
internal static class VisitorToken
{
    /// <summary>How long a token lets in. A connection made with it ends then, and the client renews it.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(12);

    /// <summary>How long after its issue a token can be exchanged for a new one: a visitor who comes back within a month finds the chat.</summary>
    public static readonly TimeSpan Renewable = TimeSpan.FromDays(30);

    /// <summary>Clocks of silos may differ by this.</summary>
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromMinutes(5);

    private const byte FormVersion = 1;
    private const int IssuedAt = 1 + 3 * OpaqueId.Size, Signed = IssuedAt + sizeof(long), Size = Signed + TokenKey.SignatureSize;

    /// <summary>Length of its text.</summary>
    public static readonly int Length = Base64Url.GetEncodedLength(Size);

    /// <summary>Writes a token.</summary>
    public static string Write(TokenKey key, TenantId tenant, ChannelAccountId account, OpaqueId visitor, DateTimeOffset now)
    {
        Span<byte> token = stackalloc byte[Size];
        token[0] = FormVersion;
        tenant.Value.WriteTo(token[1..]);
        account.Value.WriteTo(token[(1 + OpaqueId.Size)..]);
        visitor.WriteTo(token[(1 + 2 * OpaqueId.Size)..]);
        BinaryPrimitives.WriteInt64BigEndian(token[IssuedAt..], now.ToUnixTimeSeconds());
        key.Sign(token[..Signed], token[Signed..]);
        return Base64Url.EncodeToString(token);
    }

    /// <summary>Reads a token, if Athera signed it and it can still be renewed; whether it still lets in, its expiry says.</summary>
    public static ChatVisitor? Read(TokenKey key, string? text, DateTimeOffset now)
    {
        Span<byte> token = stackalloc byte[Size];
        if (text?.Length != Length
            || Base64Url.DecodeFromChars(text, token, out _, out var length) != OperationStatus.Done || length != Size
            || token[0] != FormVersion || !key.Signed(token[..Signed], token[Signed..]))
            return null;
        var issuedAt = DateTimeOffset.FromUnixTimeSeconds(BinaryPrimitives.ReadInt64BigEndian(token[IssuedAt..]));
        return issuedAt <= now + ClockTolerance && now < issuedAt + Renewable
            ? new ChatVisitor(
                new TenantId(OpaqueId.FromBytes(token[1..])),
                new ChannelAccountId(OpaqueId.FromBytes(token[(1 + OpaqueId.Size)..])),
                OpaqueId.FromBytes(token[(1 + 2 * OpaqueId.Size)..]),
                issuedAt + Lifetime)
            : null;
    }
}
