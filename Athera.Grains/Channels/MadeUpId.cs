using System.Security.Cryptography;
using System.Text;

namespace Athera.Channels;

/// <summary>
/// Ids of happenings that a provider gives none for, made of what tells one from the next: told twice, it is the same id, and so has
/// one effect.
/// </summary>
internal static class MadeUpId
{
    /// <summary>The id; what would be longer than an id may be ends in a hash.</summary>
    /// <param name="kind">What happened; no provider's own id begins with it and a colon.</param>
    /// <param name="parts">What tells it from others of its kind.</param>
    public static string Of(string kind, params ReadOnlySpan<string?> parts)
    {
        var id = $"{kind}:{string.Join(':', parts)}";
        return id.Length <= InboundMessage.MaxExternalIdLength
            ? id
            : $"{kind}:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(id)))}";
    }
}
