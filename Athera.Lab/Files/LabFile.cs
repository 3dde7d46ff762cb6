using System.Security.Cryptography;

namespace Athera.Lab.Files;

/// <summary>A file that a provider keeps for whoever may have it.</summary>
/// <param name="Id">The provider's id of it.</param>
/// <param name="ContentType">Its type, as the provider tells it.</param>
/// <param name="Bytes">What it is.</param>
public sealed record LabFile(string Id, string ContentType, ReadOnlyMemory<byte> Bytes)
{
    /// <summary>Its checksum, in lower-case hex.</summary>
    public string Sha256 { get; } = Convert.ToHexStringLower(SHA256.HashData(Bytes.Span));

    /// <summary>Says which only.</summary>
    public override string ToString() => $"LabFile({Id})";
}
