using System.Text.Encodings.Web;
using System.Text.Json;
using Athera.Conversations;
using Athera.Inbox;
using Microsoft.Extensions.AI;

namespace Athera.Turns;

/// <summary>Reads a model's stream to its end, unless it has none.</summary>
internal static class ModelStream
{
    /// <summary>Longest answer that is listened to, in characters and in pieces. No message holds as much.</summary>
    private const int MaxText = 64_000, MaxPieces = 50_000;

    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The answer, or <see langword="null"/> when it went on for too long.</summary>
    /// <param name="stream">What the model says.</param>
    /// <param name="pen">Writes it down as it comes.</param>
    /// <param name="cancellation">Stops listening.</param>
    public static async Task<ChatResponse?> ReadAsync(
        IAsyncEnumerable<ChatResponseUpdate> stream, DraftPen? pen, CancellationToken cancellation)
    {
        var (updates, length) = (new List<ChatResponseUpdate>(), 0);
        await foreach (var update in stream.WithCancellation(cancellation))
        {
            updates.Add(update);
            foreach (var content in update.Contents)
            {
                length += content is TextContent text ? text.Text.Length : 16;
                if (content is TextContent said)
                    pen?.Write(said.Text);
            }
            if (length > MaxText || updates.Count > MaxPieces)
                return null;
        }
        return updates.ToChatResponse();
    }

    /// <summary>What it asks for.</summary>
    public static IReadOnlyList<ModelCall> CallsOf(ChatResponse response) =>
    [
        .. response.Messages.SelectMany(m => m.Contents).OfType<FunctionCallContent>()
            .Select(c => new ModelCall(c.Name, c.Exception is null && c.Arguments is { } given ? JsonSerializer.Serialize(given, Plain) : null)),
    ];
}
