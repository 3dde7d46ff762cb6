using System.Collections.Frozen;
using System.Text.Json;
using Microsoft.Extensions.Options;

namespace Athera.Channels.Meta;

/// <summary>
/// Meta's webhooks: one endpoint, one signature and one envelope for all of its channels, and for all tenants that share an app. Meta
/// repeats whatever is not answered with 200 for up to seven days, in any order and in batches.
/// </summary>
internal sealed class MetaWebhooks(IEnumerable<IMetaObject> objects, IOptionsMonitor<MetaOptions> options) : IWebhookProtocol
{
    /// <summary>The provider's name.</summary>
    public const string ProviderName = "meta";

    private static readonly JsonDocumentOptions Reading = new() { MaxDepth = 32 };

    private readonly FrozenDictionary<string, IMetaObject> _objects =
        objects.ToFrozenDictionary(known => known.Name, StringComparer.Ordinal);

    public string Provider => ProviderName;

    public string SecretField => "appSecret";

    public string? VerifyTokenField => "verifyToken";

    public bool CarriesManyAccounts => true;

    // Only 200 is named in the documents; other 2xx are not known to stop the repeats.
    public WebhookReply Accepted { get; } = new(200);

    public IReadOnlyList<string> SharedSecrets => OneOrNone(options.CurrentValue.AppSecret);

    public IReadOnlyList<string> SharedVerifyTokens => OneOrNone(options.CurrentValue.VerifyToken);

    public WebhookReply? Handshake(WebhookRequest request, IReadOnlyList<string> verifyTokens) =>
        MetaHandshake.Answer(request, verifyTokens);

    public bool Proves(WebhookRequest request, ProofContext context) => MetaSignature.Proves(request, context.Secrets);

    public ProofFailure Explain(WebhookRequest request, ProofContext context) => MetaMistakes.Explain(request, context);

    public WebhookContent Read(WebhookRequest request)
    {
        try
        {
            using var document = JsonDocument.Parse(request.Body, Reading);
            return Read(document.RootElement, request.Body);
        }
        catch (JsonException)
        {
            return Whole(UnreadableReasons.MalformedBody, request.Body);
        }
    }

    public ReadOnlyMemory<byte> Alone(WebhookRequest request, string externalId) => MetaPiece.Of(request.Body, externalId);

    private WebhookContent Read(JsonElement root, ReadOnlyMemory<byte> body)
    {
        var entries = root.Member("entry"u8);
        if (root.Member("object"u8).Text() is not { } name)
            return Whole(UnreadableReasons.MalformedBody, body);
        if (!_objects.TryGetValue(name, out var known))
            return Whole(UnreadableReasons.UnknownObject, body);
        if (entries.ValueKind != JsonValueKind.Array)
            return Whole(UnreadableReasons.MalformedElement, body);
        var reading = new MetaReading(root, body);
        foreach (var entry in entries.EnumerateArray())
        {
            if (reading.IsFull)
                break;
            known.Read(entry, reading);
        }
        return new WebhookContent(reading.Elements);
    }

    private static WebhookContent Whole(string reason, ReadOnlyMemory<byte> body) =>
        new([new UnreadableElement(null, reason, body)]);

    private static string[] OneOrNone(string? value) => string.IsNullOrWhiteSpace(value) ? [] : [value];
}
