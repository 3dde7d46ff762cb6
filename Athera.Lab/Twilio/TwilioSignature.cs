using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace Athera.Lab.Twilio;

/// <summary>
/// The signature Twilio puts on a webhook: HMAC-SHA1 under the account's auth token over the address as it was called,
/// followed by the form's keys and values.
/// </summary>
public static class TwilioSignature
{
    /// <summary>The header that carries it.</summary>
    public const string Header = "X-Twilio-Signature";

    /// <summary>The header's value.</summary>
    /// <param name="url">
    /// The address as it was configured, query included and not decoded; a string, because a <see cref="Uri"/> would lower
    /// the host's case. A fragment is Twilio's own and not signed.
    /// </param>
    /// <param name="form">The decoded form; empty for a GET or a JSON body.</param>
    /// <param name="authToken">The account's auth token.</param>
    [SuppressMessage("Security", "CA5350", Justification = "HMAC-SHA1 is Twilio's protocol.")]
    [SuppressMessage("Design", "CA1054", Justification = "The exact characters are signed.")]
    public static string Of(string url, IEnumerable<KeyValuePair<string, string>> form, string authToken)
    {
        ArgumentNullException.ThrowIfNull(url);
        var signed = new StringBuilder(url.Split('#')[0]);
        // A value that is repeated under its key is signed once.
        foreach (var (key, value) in form.Distinct().OrderBy(pair => pair.Key, StringComparer.Ordinal)
                     .ThenBy(pair => pair.Value, StringComparer.Ordinal))
            signed.Append(key).Append(value);
        var mac = HMACSHA1.HashData(Encoding.UTF8.GetBytes(authToken), Encoding.UTF8.GetBytes(signed.ToString()));
        return Convert.ToBase64String(mac);
    }
}
