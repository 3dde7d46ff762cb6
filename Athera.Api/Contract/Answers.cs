using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Athera.Api.Contract;

/// <summary>Turns what a grain answered into what the client is told.</summary>
internal static class Answers
{
    public static Results<Ok<T>, Problem> Shown<T>(this Result<T> result) where T : class => result.Shown(static value => value);

    public static Results<Ok<TBody>, Problem> Shown<T, TBody>(this Result<T> result, Func<T, TBody> body) where T : class =>
        result.Granted ? TypedResults.Ok(body(result.Value)) : Problem.Of(result.Refusal);

    public static Results<Created<TBody>, Problem> Created<T, TBody>(this Result<T> result, string location, Func<T, TBody> body)
        where T : class =>
        result.Granted ? TypedResults.Created(location, body(result.Value)) : Problem.Of(result.Refusal);

    public static Results<NoContent, Problem> Gone(this Result<Done> result) =>
        result.Granted ? TypedResults.NoContent() : Problem.Of(result.Refusal);

    /// <summary>The same page of other things.</summary>
    public static Page<TBody> Map<T, TBody>(this Page<T> page, Func<T, TBody> body)
    {
        var items = new TBody[page.Items.Count];
        for (var i = 0; i < items.Length; i++)
            items[i] = body(page.Items[i]);
        return new Page<TBody>(items, page.Next);
    }
}
