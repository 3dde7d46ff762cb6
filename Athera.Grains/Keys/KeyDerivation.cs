using System.Security.Cryptography;

namespace Athera.Keys;

/// <summary>
/// Keys with one use each, derived from a key that has none of its own (HKDF-SHA256, RFC 5869). The names are part of what is
/// stored: never change or reuse one.
/// </summary>
internal static class KeyDerivation
{
    /// <summary>Length of every key of the vault, in bytes.</summary>
    public const int KeySize = 32;

    /// <summary>Wraps the keys below.</summary>
    public static ReadOnlySpan<byte> Wrap => "wrap"u8;

    /// <summary>Seals content.</summary>
    public static ReadOnlySpan<byte> Seal => "seal"u8;

    /// <summary>Hashes what is looked up.</summary>
    public static ReadOnlySpan<byte> Lookup => "lookup"u8;

    /// <summary>Seals what waits on a silo's own disk while no database answers.</summary>
    public static ReadOnlySpan<byte> Spool => "spool"u8;

    /// <summary>Signs the sessions of web-chat visitors.</summary>
    public static ReadOnlySpan<byte> Visitors => "visitors"u8;

    /// <summary>Hashes secrets so that they can be told apart without being known.</summary>
    public static ReadOnlySpan<byte> Fingerprint => "fingerprint"u8;

    /// <summary>Signs links to files.</summary>
    public static ReadOnlySpan<byte> Link => "link"u8;

    public static void Derive(ReadOnlySpan<byte> key, ReadOnlySpan<byte> use, Span<byte> derived) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, key, derived, salt: [], info: use);
}
