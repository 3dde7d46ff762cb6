using System.Security.Cryptography;
using System.Text;

namespace Athera.Lab.Meta;

/// <summary>The signature Meta puts on a webhook: HMAC-SHA256 of the raw body under the app secret, in lower-case hex.</summary>
public static class MetaSignature
{
    /// <summary>The header that carries it.</summary>
    public const string Header = "X-Hub-Signature-256";

    /// <summary>The header's value for a body.</summary>
    public static string Of(ReadOnlySpan<byte> body, string appSecret)
    {
        var mac = HMACSHA256.HashData(Encoding.UTF8.GetBytes(appSecret), body);
        return $"sha256={Convert.ToHexStringLower(mac)}";
    }
}
