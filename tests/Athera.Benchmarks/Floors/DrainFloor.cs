using Athera.Benchmarks.Load;
using Athera.Benchmarks.Plain;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Npgsql;

namespace Athera.Benchmarks.Floors;

/// <summary>An outbox written plainly: rows that wait, so many calls at once, and each outcome a commit of its own.</summary>
internal static class DrainFloor
{
    /// <summary>As many calls at once as Athera makes for one account.</summary>
    private const int Calls = 64;

    public static async Task MapAsync(WebApplication app, NpgsqlDataSource database, string graphUrl)
    {
        var store = new PlainStore(database);
        await store.CreateAsync(answers: true);
        var sender = new PlainSender(graphUrl);
        var waiting = new List<(string Customer, long Reply)>();
        app.MapPost("/fill/{count:int}", async (int count) =>
        {
            for (var customer = 0; customer < count; customer++)
            {
                var number = Webhooks.NumberOf(customer);
                waiting.Add((number, await store.AddReplyAsync(number, PlainModel.Answer([(false, "Hello?")]), default)));
            }
            return Results.Ok();
        });
        app.MapPost("/drain", async () =>
        {
            await Parallel.ForEachAsync(waiting, new ParallelOptions { MaxDegreeOfParallelism = Calls }, async (next, cancellation) =>
            {
                var id = await sender.SendAsync(next.Customer, PlainModel.Answer([(false, "Hello?")]), cancellation);
                await store.SetSentAsync(next.Reply, id, cancellation);
            });
            waiting.Clear();
            return Results.Ok();
        });
    }
}
