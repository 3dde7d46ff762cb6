using System.Security.Cryptography;
using System.Text;
using Athera.Channels;

namespace Athera.Tests.Channels.Meta;

/// <summary>Requests as Meta makes them.</summary>
internal static class MetaRequests
{
    public const string SignatureHeader = "x-hub-signature-256";

    /// <summary>A fixture with the signature that was recorded with it.</summary>
    public static WebhookRequest Recorded(string file) => Post(
        Fixture.Bytes($"meta/{file}"),
        Fixture.Signed("meta").Single(entry => entry.File == file).Signature.GetProperty("x_hub_signature_256").GetString()!);

    public static IReadOnlyList<WebhookRequest> AllRecorded() => [.. Fixture.Signed("meta").Select(entry => Recorded(entry.File))];

    public static WebhookRequest Post(string json) => Post(Encoding.UTF8.GetBytes(json));

    public static WebhookRequest Post(byte[] body) => Post(body, Sign(body, Fixture.Secret("meta_app_secret")));

    public static WebhookRequest Post(byte[] body, string signature) => new()
    {
        Provider = "meta",
        Method = "POST",
        Target = "/webhooks/meta",
        Headers = new Dictionary<string, string> { [SignatureHeader] = signature, ["content-type"] = "application/json" },
        Body = body,
    };

    public static WebhookRequest Get(string query) => new()
    {
        Provider = "meta",
        Method = "GET",
        Target = $"/webhooks/meta{query}",
        Headers = new Dictionary<string, string>(),
        Body = default,
    };

    public static string Sign(byte[] body, string secret) =>
        $"sha256={Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body))}";
}
