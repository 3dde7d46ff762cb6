using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Athera.Journal;

namespace Athera.Tenants;

/// <summary>API keys: 256 random bits behind a prefix that secret scanners can look for. Only a hash of them is ever stored.</summary>
public static class ApiKey
{
    /// <summary>What every drawn key begins with.</summary>
    public const string Prefix = "athera_";

    /// <summary>Shortest key let in, in characters; drawn ones have 50.</summary>
    public const int MinLength = 4;

    /// <summary>Longest key looked at, in characters.</summary>
    public const int MaxLength = 512;

    /// <summary>Draws a key.</summary>
    public static string New() => Prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    /// <summary>
    /// What its tenant holds so that the key finds it. A plain hash is enough: 256 random bits cannot be tried, and it has to be
    /// found before anybody knows whose key it is.
    /// </summary>
    public static ClaimKey ClaimOf(string apiKey) =>
        new(OpaqueId.FromBytes(SHA256.HashData(Encoding.UTF8.GetBytes("athera-api-key:" + apiKey))));
}
