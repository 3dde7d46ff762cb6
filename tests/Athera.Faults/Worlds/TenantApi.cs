using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Athera.FaultRuns.Worlds;

/// <summary>The REST resources with one key; asked of whichever silo answers, again for a while when none does.</summary>
/// <param name="http">Its connections.</param>
/// <param name="silos">Where silos listen.</param>
/// <param name="key">Who asks.</param>
internal sealed class TenantApi(HttpClient http, IReadOnlyList<Uri> silos, string key)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60), Pause = TimeSpan.FromMilliseconds(300);

    private int _next = Random.Shared.Next(silos.Count);

    /// <summary>Connections for all of them.</summary>
    public static HttpClient Connections() => new(new SocketsHttpHandler { UseProxy = false, ConnectTimeout = TimeSpan.FromSeconds(2) })
    {
        Timeout = TimeSpan.FromSeconds(10),
    };

    /// <summary>Reads, once, from the next silo; <see langword="null"/> when it cannot.</summary>
    public async Task<JsonNode?> TryReadAsync(string resource, CancellationToken cancellation)
    {
        try
        {
            using var request = Request(HttpMethod.Get, resource, null);
            using var answer = await http.SendAsync(request, cancellation);
            return answer.IsSuccessStatusCode ? await answer.Content.ReadFromJsonAsync<JsonNode>(cancellation) : null;
        }
        catch (Exception unheard) when (unheard is HttpRequestException or IOException or TaskCanceledException)
        {
            cancellation.ThrowIfCancellationRequested();
            return null;
        }
    }

    /// <summary>Reads, for as long as it takes.</summary>
    /// <exception cref="RunException">No silo answered for a minute.</exception>
    public async Task<JsonNode> ReadAsync(string resource, CancellationToken cancellation)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (TimeProvider.System.GetElapsedTime(began) < Patience)
        {
            if (await TryReadAsync(resource, cancellation) is { } read)
                return read;
            await Task.Delay(Pause, cancellation);
        }
        throw new RunException($"Nobody answered for {resource}.");
    }

    /// <summary>A list, page by page to its end.</summary>
    public async Task<IReadOnlyList<JsonNode>> ListAsync(string resource, CancellationToken cancellation)
    {
        var items = new List<JsonNode>();
        string? after = null;
        do
        {
            var page = await ReadAsync($"{resource}?limit=100{(after is null ? "" : $"&after={Uri.EscapeDataString(after)}")}", cancellation);
            items.AddRange(page["items"]!.AsArray().OfType<JsonNode>());
            after = page["next"]?.GetValue<string>();
        }
        while (after is not null);
        return items;
    }

    /// <summary>Asks for a change, once.</summary>
    /// <exception cref="RunException">It was refused.</exception>
    public async Task<JsonNode> AskAsync(HttpMethod method, string resource, JsonNode? body, CancellationToken cancellation)
    {
        using var request = Request(method, resource, body);
        using var answer = await http.SendAsync(request, cancellation);
        return answer.IsSuccessStatusCode
            ? (await answer.Content.ReadFromJsonAsync<JsonNode>(cancellation))!
            : throw new RunException(
                $"{method} {resource} was answered with {(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync(cancellation)}");
    }

    private HttpRequestMessage Request(HttpMethod method, string resource, JsonNode? body)
    {
        var silo = silos[(int)((uint)Interlocked.Increment(ref _next) % (uint)silos.Count)];
        return new HttpRequestMessage(method, new Uri(silo, $"/api/v1/{resource}"))
        {
            Content = body is null ? null : JsonContent.Create(body),
            Headers = { Authorization = new AuthenticationHeaderValue("Bearer", key) },
        };
    }
}
