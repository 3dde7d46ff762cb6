using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Athera.Channels;

namespace Athera.Spool;

/// <summary>A webhook on this silo's disk.</summary>
/// <param name="Sequence">Its place: webhooks of a lane are stored in this order.</param>
/// <param name="Lane">Whose it is.</param>
/// <param name="Size">Its size on disk, in bytes.</param>
public sealed record SpooledWebhook(long Sequence, SpoolLane Lane, long Size)
{
    private const string Extension = ".webhook";

    /// <summary>The name of its file.</summary>
    public string FileName => string.Create(CultureInfo.InvariantCulture, $"{Sequence:D16}-{Lane}{Extension}");

    /// <summary>Reads the name of a file, or gives <see langword="null"/>: it is something else's.</summary>
    public static SpooledWebhook? Of(FileInfo file)
    {
        var name = file.Name;
        return file.Extension == Extension && name.Length > 17 && name[16] == '-'
            && long.TryParse(name.AsSpan(0, 16), NumberStyles.None, CultureInfo.InvariantCulture, out var sequence)
            && SpoolLane.TryParse(name[17..^Extension.Length], out var lane)
                ? new SpooledWebhook(sequence, lane, file.Length)
                : null;
    }
}

/// <summary>How a spooled webhook is written down, before it is sealed. A later release may have to read it: add members only.</summary>
internal sealed record SpooledRequest(
    string Provider, string Topic, string Method, string Target, Dictionary<string, string> Headers, ReadOnlyMemory<byte> Body,
    DateTimeOffset? AcceptedAt = null)
{
    public static byte[] Write(WebhookRequest request) => JsonSerializer.SerializeToUtf8Bytes(
        new SpooledRequest(
            request.Provider, request.Topic, request.Method, request.Target, new(request.Headers), request.Body, request.AcceptedAt),
        SpoolJson.Default.SpooledRequest);

    public static WebhookRequest Read(ReadOnlySpan<byte> text, ChannelAccountId account)
    {
        var spooled = JsonSerializer.Deserialize(text, SpoolJson.Default.SpooledRequest)!;
        return new WebhookRequest
        {
            Provider = spooled.Provider,
            Account = account,
            Topic = spooled.Topic,
            Method = spooled.Method,
            Target = spooled.Target,
            Headers = spooled.Headers,
            Body = spooled.Body,
            AcceptedAt = spooled.AcceptedAt,
        };
    }
}

/// <summary>The generated serializer of the spool.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(SpooledRequest))]
internal sealed partial class SpoolJson : JsonSerializerContext;
