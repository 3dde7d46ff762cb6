using System.Globalization;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Athera.Lab.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Athera.Lab.Phones;

/// <summary>
/// The live stream of the page: one connection for all it shows, because a browser opens only six to a host. An event's id
/// is its version, so a page that reconnects gets exactly what it missed.
/// </summary>
internal sealed class PhoneEvents(PhoneBook phones)
{
    private const int MostWatchers = 100;
    private const int MostPhones = 4;
    private int watchers;

    public void Map(IEndpointRouteBuilder routes) => routes.MapGet("events", WatchAsync);

    private async Task WatchAsync(HttpContext context)
    {
        var phoneIds = context.Request.Query["phone"].OfType<string>().Take(MostPhones).ToArray();
        if (Interlocked.Increment(ref watchers) > MostWatchers)
        {
            Interlocked.Decrement(ref watchers);
            await Results.Problem("Too many pages are open.", statusCode: 503).ExecuteAsync(context);
            return;
        }

        using var end = RequestEnd.Of(context);
        try
        {
            await TypedResults.ServerSentEvents(EventsAsync(Seen(context.Request), phoneIds, end.Token)).ExecuteAsync(context);
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            // The page was closed.
        }
        finally
        {
            Interlocked.Decrement(ref watchers);
        }
    }

    private async IAsyncEnumerable<SseItem<string>> EventsAsync(
        long seen, string[] phoneIds, [EnumeratorCancellation] CancellationToken cancellation)
    {
        // A number from before a restart is of another count: begin again.
        if (seen > phones.Since(long.MaxValue, []).Version) seen = 0;
        while (!cancellation.IsCancellationRequested)
        {
            var changes = phones.Since(seen, phoneIds);
            seen = changes.Version;
            yield return new SseItem<string>(JsonSerializer.Serialize(changes, PhoneJson.Default.PhoneChanges))
            {
                EventId = seen.ToString(CultureInfo.InvariantCulture),
            };
            await phones.WaitAsync(seen, cancellation);
        }
    }

    private static long Seen(HttpRequest request) =>
        long.TryParse(request.Headers["Last-Event-ID"].ToString(), CultureInfo.InvariantCulture, out var seen) ? seen : 0;
}
