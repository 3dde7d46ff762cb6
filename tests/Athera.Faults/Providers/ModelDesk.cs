using System.Text;
using Athera.FaultRuns.Customers;
using Athera.FaultRuns.Histories;
using Athera.Lab.Models;
using Microsoft.AspNetCore.Http;

namespace Athera.FaultRuns.Providers;

/// <summary>
/// The model: says back the names of the messages it is asked about, as a stream. For an agent that waits for a burst these are all
/// the customer wrote since the agent's last words; otherwise the last ones, because each message is asked about for itself.
/// </summary>
internal sealed class ModelDesk(History history, Cast cast, Troubles troubles, Points points)
{
    /// <summary>Of an agent that waits for bursts: long enough for the customer to write on meanwhile.</summary>
    private static readonly TimeSpan Thought = TimeSpan.FromMilliseconds(400);

    private long _asked;

    /// <summary>Calls.</summary>
    public long Asked => Interlocked.Read(ref _asked);

    public async Task ServeAsync(HttpContext context, int silo)
    {
        var prompt = Prompt.Read(await Wire.ReadAsync(context.Request));
        var number = Interlocked.Increment(ref _asked) - 1;
        if (prompt.Last.Count == 0)
        {
            await Wire.WriteAsync(context, 400, "application/json", """{"error":{"message":"Nothing was asked.","code":"invalid_request_error"}}""");
            return;
        }
        var conversation = prompt.Last[^1].Conversation;
        var tenant = cast.TenantOf(conversation);
        var asked = cast.PartOf(tenant) == Part.Bursts && prompt.Open.Count > 0 ? prompt.Open : prompt.Last;
        Note(silo, conversation, prompt, asked, number);
        await points.PassAsync(Point.ModelAsked, silo, context.RequestAborted);
        if (cast.PartOf(tenant) == Part.Bursts)
            await Task.Delay(Thought, context.RequestAborted);
        if (troubles.OfModel(tenant) is not ModelTrouble.None and var trouble)
            await FailAsync(context, trouble);
        else
            await AnswerAsync(context, silo, string.Join(' ', asked));
        await points.PassAsync(Point.ModelAnswered, silo, CancellationToken.None);
    }

    private void Note(int silo, int conversation, Prompt prompt, IReadOnlyList<Nonce> asked, long number)
    {
        foreach (var nonce in asked)
            history.Add(silo, Outcome.Invoke, Function.Ask, conversation, nonce.Number, number);
        foreach (var stranger in prompt.All.Where(nonce => nonce.Conversation != conversation))
            history.Add(silo, Outcome.Ok, Function.Leak, conversation, stranger.Number, stranger.Conversation);
    }

    private async Task AnswerAsync(HttpContext context, int silo, string text)
    {
        context.Response.ContentType = "text/event-stream";
        var (first, rest) = (Chunk($$"""{"role":"assistant","content":"{{text}}"}""", "null"), Chunk("{}", "\"stop\"") + Usage + "data: [DONE]\n\n");
        await context.Response.Body.WriteAsync(Encoding.ASCII.GetBytes(first), context.RequestAborted);
        await points.PassAsync(Point.ModelAnswering, silo, context.RequestAborted);
        await context.Response.Body.WriteAsync(Encoding.ASCII.GetBytes(rest), context.RequestAborted);
    }

    private static async Task FailAsync(HttpContext context, ModelTrouble trouble)
    {
        switch (trouble)
        {
            case ModelTrouble.Hang:
                await Task.Delay(Timeout.InfiniteTimeSpan, context.RequestAborted);
                break;
            case ModelTrouble.Trickle:
                await StreamAsync(context, Chunk("""{"content":"well "}""", "null"), TimeSpan.FromSeconds(1), int.MaxValue);
                break;
            case ModelTrouble.TooMany:
                await Wire.WriteAsync(context, ModelBehaviour.RateLimit(RetryAfterForm.Seconds, TimeSpan.FromSeconds(1)).Fault.Answer!);
                break;
            case ModelTrouble.Truncated:
                await StreamAsync(context, "data: {\"choices\":[{\"delta\":{\"content\":\"half a wo", TimeSpan.Zero, 1);
                break;
            case ModelTrouble.Garbage:
                await Wire.WriteAsync(context, ModelBehaviour.Garbage.Fault.Answer!);
                break;
            case ModelTrouble.Empty:
                await StreamAsync(context, Chunk("""{"content":""}""", "\"stop\"") + "data: [DONE]\n\n", TimeSpan.Zero, 1);
                break;
            default:
                await StreamAsync(context, Chunk($$"""{"content":"{{new string('x', 65_536)}}"}""", "null"), TimeSpan.Zero, 160);
                break;
        }
    }

    private static async Task StreamAsync(HttpContext context, string chunk, TimeSpan pause, int times)
    {
        context.Response.ContentType = "text/event-stream";
        var bytes = Encoding.ASCII.GetBytes(chunk);
        for (var i = 0; i < times; i++)
        {
            await context.Response.Body.WriteAsync(bytes, context.RequestAborted);
            if (pause > TimeSpan.Zero)
                await Task.Delay(pause, context.RequestAborted);
        }
    }

    private static string Chunk(string delta, string finish) =>
        $$"""data: {"id":"c","object":"chat.completion.chunk","created":1,"model":"fake","choices":[{"index":0,"delta":{{delta}},"finish_reason":{{finish}}}]}""" + "\n\n";

    private const string Usage =
        """data: {"id":"c","object":"chat.completion.chunk","created":1,"model":"fake","choices":[],"usage":{"prompt_tokens":1,"completion_tokens":1,"total_tokens":2}}""" + "\n\n";
}
