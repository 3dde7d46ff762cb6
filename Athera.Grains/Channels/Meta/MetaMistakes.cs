using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Athera.Channels.Meta;

/// <summary>Why a webhook's signature is not right, and the body it may have been made for instead.</summary>
internal static class MetaMistakes
{
    /// <summary>Longest body that is written anew to find out, in bytes.</summary>
    private const int MaxRewritten = 256 * 1024;

    /// <summary>Explains.</summary>
    public static ProofFailure Explain(WebhookRequest request, ProofContext context) =>
        string.IsNullOrEmpty(MetaSignature.HeaderOf(request)) ? ProofFailure.Of(RefusalReasons.SignatureMissing)
        : !MetaSignature.IsWellFormed(request) ? ProofFailure.Of(RefusalReasons.SignatureMalformed)
        : new ProofFailure(RefusalReasons.WrongSignature, [], Guesses(request, context));

    // Meta signs compact JSON with everything beyond ASCII escaped in lower case, and slashes too. Whatever parses the body on its way
    // and writes it again loses one or the other.
    private static IEnumerable<ProofGuess> Guesses(WebhookRequest request, ProofContext context)
    {
        if (request.Body.Length > MaxRewritten)
            yield break;
        var bodies = new List<byte[]>();
        var text = request.Body.Span.Trim(" \t\r\n"u8);
        bodies.Add(text.ToArray());
        if (Compact(request.Body) is { } compact)
        {
            bodies.Add(Encoding.UTF8.GetBytes(compact));
            bodies.Add(Escaped(compact, slashes: true));
            bodies.Add(Escaped(compact, slashes: false));
        }
        foreach (var body in bodies.Where(body => !request.Body.Span.SequenceEqual(body)))
            yield return new ProofGuess(request with { Body = body }, context, RefusalCauses.BodyRewritten);
    }

    private static string? Compact(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var json = JsonDocument.Parse(body, new JsonDocumentOptions { MaxDepth = 32 });
            var buffer = new System.Buffers.ArrayBufferWriter<byte>(body.Length);
            using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = Plain }))
                json.RootElement.WriteTo(writer);
            return Encoding.UTF8.GetString(buffer.WrittenSpan);
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static JavaScriptEncoder Plain { get; } = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;

    private static byte[] Escaped(string compact, bool slashes)
    {
        var text = new StringBuilder(compact.Length);
        foreach (var letter in compact)
        {
            if (letter > '~')
                text.Append("\\u").Append(((int)letter).ToString("x4", System.Globalization.CultureInfo.InvariantCulture));
            else if (letter == '/' && slashes)
                text.Append("\\/");
            else
                text.Append(letter);
        }
        return Encoding.ASCII.GetBytes(text.ToString());
    }
}
