using System.Net;
using System.Text;

namespace Athera.Turns.Tools.Http;

/// <summary>Turns what a service answered into what the call came to.</summary>
internal static class HttpAnswer
{
    private const string DoneUnread = "It was done. The service's answer is left out: ";

    /// <summary>Reads an answer.</summary>
    /// <param name="response">The answer, its body still to come.</param>
    /// <param name="effect">What the call can do: one that acted and said so is not failed for the form of its answer.</param>
    /// <param name="limit">Most bytes that are taken.</param>
    /// <param name="cancellation">The call's deadline.</param>
    /// <exception cref="IOException">The connection broke.</exception>
    /// <exception cref="HttpRequestException">The connection broke.</exception>
    /// <exception cref="OperationCanceledException">The deadline.</exception>
    public static async Task<ToolOutcome> ReadAsync(HttpResponseMessage response, ToolEffect effect, int limit, CancellationToken cancellation)
    {
        if (!response.IsSuccessStatusCode)
            return Failed(response.StatusCode, effect);
        try
        {
            return await ReadTextAsync(response.Content, effect, limit, cancellation);
        }
        catch (Exception e) when (effect != ToolEffect.Reads && e is HttpRequestException or IOException or OperationCanceledException)
        {
            // It said that it is done; only what else it had to say is lost.
            return new ToolOutcome { Text = $"{DoneUnread}it did not arrive." };
        }
    }

    private static async Task<ToolOutcome> ReadTextAsync(HttpContent content, ToolEffect effect, int limit, CancellationToken cancellation)
    {
        if (content.Headers.ContentLength > limit)
            return Unread(effect, RemoteFaults.TooLarge);
        var body = await ReadBytesAsync(content, limit, cancellation);
        if (body is null)
            return Unread(effect, RemoteFaults.TooLarge);
        if (body.Length == 0)
            return new ToolOutcome { Text = "It worked. The service had nothing to say." };
        return EncodingOf(content) is { } encoding
            ? new ToolOutcome { Text = encoding.GetString(body).TrimStart('\uFEFF') }
            : Unread(effect, RemoteFaults.NotText);
    }

    // A 5xx may have come after the effect, and 302 and 303 are how a form that was taken is answered.
    private static ToolOutcome Failed(HttpStatusCode status, ToolEffect effect) => (int)status switch
    {
        302 or 303 => RemoteFaults.Lost(effect, RemoteFaults.Redirected),
        < 400 => RemoteFaults.Outcome(RemoteFaults.Redirected),
        408 => RemoteFaults.Lost(effect, RemoteFaults.TimedOut),
        < 500 => ToolOutcome.Failed(RemoteFaults.Refused, $"The service refused the request with status {(int)status}."),
        _ => RemoteFaults.Lost(effect, RemoteFaults.Failed),
    };

    private static ToolOutcome Unread(ToolEffect effect, string fault) =>
        effect == ToolEffect.Reads ? RemoteFaults.Outcome(fault)
        : new ToolOutcome { Text = DoneUnread + (fault == RemoteFaults.TooLarge ? "it is too large." : "it is no text.") };

    private static async Task<byte[]?> ReadBytesAsync(HttpContent content, int limit, CancellationToken cancellation)
    {
        await using var stream = await content.ReadAsStreamAsync(cancellation);
        using var read = new MemoryStream();
        var buffer = new byte[8192];
        for (int count; (count = await stream.ReadAsync(buffer, cancellation)) > 0;)
        {
            if (read.Length + count > limit)
                return null;
            read.Write(buffer, 0, count);
        }
        return read.ToArray();
    }

    private static Encoding? EncodingOf(HttpContent content)
    {
        if (content.Headers.ContentEncoding.Count > 0 || content.Headers.ContentType is not { MediaType: { } type } header || !IsText(type))
            return null;
        return header.CharSet?.Trim('"').ToLowerInvariant() switch
        {
            null or "" or "utf-8" or "utf8" => Encoding.UTF8,
            "us-ascii" or "ascii" => Encoding.ASCII,
            "iso-8859-1" or "latin1" => Encoding.Latin1,
            _ => null,
        };
    }

    private static bool IsText(string type) =>
        type.StartsWith("text/", StringComparison.OrdinalIgnoreCase)
        || type.Equals("application/json", StringComparison.OrdinalIgnoreCase)
        || type.Equals("application/xml", StringComparison.OrdinalIgnoreCase)
        || type.EndsWith("+json", StringComparison.OrdinalIgnoreCase)
        || type.EndsWith("+xml", StringComparison.OrdinalIgnoreCase);
}
