using System.Text.Json;
using Athera.Channels;

namespace Athera.Fuzz;

/// <summary>What inputs are made from: the recorded webhooks with their signatures, and the secrets those were made with.</summary>
public sealed class Corpus
{
    private Corpus(IReadOnlyList<WebhookRequest> recorded, string metaSecret, string twilioToken) =>
        (Recorded, MetaSecret, TwilioToken) = (recorded, metaSecret, twilioToken);

    /// <summary>The webhooks.</summary>
    public IReadOnlyList<WebhookRequest> Recorded { get; }

    /// <summary>Signs Meta's.</summary>
    public string MetaSecret { get; }

    /// <summary>Signs Twilio's.</summary>
    public string TwilioToken { get; }

    /// <summary>Reads the fixtures.</summary>
    public static Corpus Load(string folder)
    {
        var secrets = Json(folder, "secrets.json");
        List<WebhookRequest> recorded = [];
        foreach (var entry in Json(folder, "meta/signatures.json").EnumerateObject())
            recorded.Add(Post(
                "meta", "", "/webhooks/meta", File.ReadAllBytes(Path.Combine(folder, "meta", entry.Name)), "application/json",
                "x-hub-signature-256", entry.Value.GetProperty("x_hub_signature_256").GetString()!));
        foreach (var entry in Json(folder, "twilio/signatures.json").EnumerateObject())
        {
            var url = new Uri(entry.Value.GetProperty("url").GetString()!);
            var topic = url.AbsolutePath.EndsWith("/status", StringComparison.Ordinal) ? "status" : "";
            recorded.Add(Post(
                "twilio", topic, url.PathAndQuery, File.ReadAllBytes(Path.Combine(folder, "twilio", entry.Name)),
                "application/x-www-form-urlencoded", "x-twilio-signature", entry.Value.GetProperty("x_twilio_signature").GetString()!));
        }
        return new Corpus(
            recorded, secrets.GetProperty("meta_app_secret").GetString()!, secrets.GetProperty("twilio_auth_token").GetString()!);
    }

    private static JsonElement Json(string folder, string file) =>
        JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, file))).RootElement;

    private static WebhookRequest Post(
        string provider, string topic, string target, byte[] body, string type, string header, string signature) => new()
    {
        Provider = provider,
        Topic = topic,
        Method = "POST",
        Target = target,
        Headers = new Dictionary<string, string> { ["content-type"] = type, [header] = signature },
        Body = body,
    };
}
