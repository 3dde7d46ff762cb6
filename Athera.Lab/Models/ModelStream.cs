using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Athera.Lab.Models;

/// <summary>Writes a streamed answer as server-sent events, and breaks it where the script says so.</summary>
internal sealed class ModelStream(HttpContext context, StreamPacing pacing, TimeProvider time, CancellationToken end)
{
    // Raw UTF-8, so that small writes do split inside characters.
    private static readonly JsonSerializerOptions Raw = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private bool begun;

    /// <summary>Writes the answer; false when the connection was cut on purpose.</summary>
    public async Task<bool> WriteAsync(ModelRequest request, ModelAnswer answer, StreamBreak streamBreak)
    {
        context.Response.ContentType = "text/event-stream";
        context.Response.Headers.CacheControl = "no-cache";
        var chunks = new ModelChunks(request, answer, pacing.PieceLength);
        foreach (var chunk in chunks.Opening()) await EventAsync(chunk);
        var pieces = chunks.Pieces().ToList();
        var isCut = streamBreak is StreamBreak.Error or StreamBreak.Dropped or StreamBreak.Garbage or StreamBreak.Silent;
        foreach (var piece in isCut ? pieces.Take((pieces.Count + 1) / 2) : pieces) await EventAsync(piece);
        if (isCut) return await BreakAsync(streamBreak);
        if (streamBreak is StreamBreak.LateFilter) await EventAsync(chunks.LateVerdict());
        else
            foreach (var chunk in chunks.Closing()) await EventAsync(chunk);
        if (streamBreak is not StreamBreak.NoDone) await WriteAsync("data: [DONE]\n\n");
        return true;
    }

    private async Task<bool> BreakAsync(StreamBreak streamBreak)
    {
        if (streamBreak is StreamBreak.Error) await EventAsync(ModelErrors.Event());
        if (streamBreak is StreamBreak.Garbage) await WriteAsync("data: {\"choices\":[{\"del\n\n");
        if (streamBreak is StreamBreak.Silent) await Task.Delay(Timeout.InfiniteTimeSpan, time, end);
        if (streamBreak is not StreamBreak.Dropped) return true;
        context.Abort();
        return false;
    }

    private async Task EventAsync(JsonObject json)
    {
        var pause = begun ? pacing.Between : pacing.First;
        begun = true;
        if (pause > TimeSpan.Zero) await Task.Delay(pause, time, end);
        if (pacing.WithComments) await WriteAsync(": keep-alive\n\n");
        await WriteAsync($"data: {json.ToJsonString(Raw)}\n\n");
    }

    private async Task WriteAsync(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var length = pacing.WriteLength > 0 ? pacing.WriteLength : bytes.Length;
        for (var start = 0; start < bytes.Length; start += length)
        {
            await context.Response.Body.WriteAsync(
                bytes.AsMemory(start, Math.Min(length, bytes.Length - start)), end);
            await context.Response.Body.FlushAsync(end);
        }
    }
}
