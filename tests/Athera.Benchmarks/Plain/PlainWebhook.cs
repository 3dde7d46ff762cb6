using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Athera.Benchmarks.Plain;

/// <summary>What of a webhook the plain program reads.</summary>
internal sealed record PlainWebhook(IReadOnlyList<PlainEntry>? Entry)
{
    /// <summary>The messages of a body.</summary>
    public static IEnumerable<PlainMessage> Read(byte[] body) =>
        JsonSerializer.Deserialize(body, PlainJson.Default.PlainWebhook)?.Messages() ?? [];

    public IEnumerable<PlainMessage> Messages() =>
        from entry in Entry ?? []
        from change in entry.Changes ?? []
        from message in change.Value?.Messages ?? []
        select message;
}

internal sealed record PlainEntry(IReadOnlyList<PlainChange>? Changes);

internal sealed record PlainChange(PlainValue? Value);

internal sealed record PlainValue(IReadOnlyList<PlainMessage>? Messages);

internal sealed record PlainMessage(string Id, string From, string Timestamp, PlainText? Text)
{
    public DateTime SentAt => DateTimeOffset.FromUnixTimeSeconds(long.Parse(Timestamp, CultureInfo.InvariantCulture)).UtcDateTime;
}

internal sealed record PlainText(string Body);

/// <summary>What is sent to the Graph API, and what of its answer is read.</summary>
internal sealed record PlainSend(string MessagingProduct, string RecipientType, string To, string Type, PlainText Text);

internal sealed record PlainSent(IReadOnlyList<PlainSentMessage> Messages);

internal sealed record PlainSentMessage(string Id);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(PlainWebhook))]
[JsonSerializable(typeof(PlainSend))]
[JsonSerializable(typeof(PlainSent))]
internal sealed partial class PlainJson : JsonSerializerContext;
