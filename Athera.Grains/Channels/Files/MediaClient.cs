using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Athera.Egress;
using Athera.Messages;

namespace Athera.Channels.Files;

/// <summary>
/// Asks one provider, and the places it names, for files: one GET at a time, no retries, no cookies, no redirect that nobody looked at.
/// </summary>
/// <param name="provider">Its name, which stands before its codes.</param>
/// <param name="guard">Where it may go.</param>
internal sealed class MediaClient(string provider, EgressGuard guard) : IDisposable
{
    private const int MaxRedirects = 3, LongestAnswer = 64 * 1024;

    private readonly HttpClient _http = Client(guard);

    /// <summary>Whether an address is the configured provider's own.</summary>
    public bool IsProvider(Uri url) => guard.Trusts(url);

    /// <summary>
    /// Asks for what is at an address, and follows where the answer leads as far as that is allowed.
    /// </summary>
    /// <param name="url">The address; untrusted.</param>
    /// <param name="mayShow">The hosts that are shown the credentials.</param>
    /// <param name="credentials">What is shown to them.</param>
    /// <param name="mayFollow">The hosts a redirect may lead to.</param>
    /// <param name="cancellation">The caller's deadline.</param>
    public async Task<ClientAnswer> GetAsync(
        Uri url, Predicate<Uri> mayShow, AuthenticationHeaderValue? credentials, Predicate<Uri> mayFollow, CancellationToken cancellation)
    {
        for (var redirects = 0; redirects <= MaxRedirects; redirects++)
        {
            if (!guard.Allows(url))
                return ClientAnswer.Of(MediaAnswer.Refused(MediaFaults.AddressRefused, Detail("address")));
            var answer = await SendAsync(url, mayShow(url) ? credentials : null, cancellation);
            if (answer.Response is not { StatusCode: >= HttpStatusCode.Moved and < HttpStatusCode.BadRequest } redirect)
                return answer;
            using (redirect)
            {
                if (redirect.Headers.Location is not { } location || !mayFollow(url = new Uri(url, location)))
                    return ClientAnswer.Of(MediaAnswer.Refused(MediaFaults.AddressRefused, Detail("redirect")));
            }
        }
        return ClientAnswer.Of(MediaAnswer.Refused(MediaFaults.AddressRefused, Detail("redirects")));
    }

    /// <summary>A fault as it is told to people: the provider's name and what happened.</summary>
    public string Detail(string what) => $"{provider}:{what}";

    /// <summary>What a status that is no file means.</summary>
    public MediaAnswer Read(HttpResponseMessage response)
    {
        var detail = Detail($"http_{(int)response.StatusCode}");
        var wait = response.Headers.RetryAfter?.Delta;
        return response.StatusCode switch
        {
            HttpStatusCode.NotFound or HttpStatusCode.Gone => MediaAnswer.Deferred(MediaFaults.Expired, detail),
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => MediaAnswer.Deferred(MediaFaults.CredentialsInvalid, detail),
            _ => MediaAnswer.Deferred(MediaFaults.Unreachable, detail, wait),
        };
    }

    /// <summary>The file that a good answer brings, unless it says itself that it is too large.</summary>
    public async Task<MediaAnswer> OpenAsync(HttpResponseMessage response, long limit, CancellationToken cancellation, string? sha256 = null)
    {
        if (response.Content.Headers.ContentLength > limit)
        {
            response.Dispose();
            return MediaAnswer.Refused(MediaFaults.TooLarge, Detail("length"));
        }
        return MediaAnswer.Of(
            await response.Content.ReadAsStreamAsync(cancellation), response, response.Content.Headers.ContentType?.ToString(), sha256);
    }

    /// <summary>Brings something to the provider, and reads its short answer; <see langword="null"/> when that is no JSON.</summary>
    public async Task<(int Status, JsonDocument? Body)> SendAsync(HttpRequestMessage request, CancellationToken cancellation)
    {
        using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
        return ((int)response.StatusCode, await ReadJsonAsync(response, cancellation));
    }

    /// <summary>A short answer, or <see langword="null"/>: it is no JSON, or does not come.</summary>
    public static async Task<JsonDocument?> ReadJsonAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        try
        {
            await response.Content.LoadIntoBufferAsync(LongestAnswer, cancellation);
            return JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync(cancellation), new JsonDocumentOptions { MaxDepth = 16 });
        }
        catch (Exception unreadable) when (unreadable is JsonException or HttpRequestException or IOException or OperationCanceledException)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private async Task<ClientAnswer> SendAsync(Uri url, AuthenticationHeaderValue? credentials, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        request.Headers.Authorization = credentials;
        // Meta may refuse a request that does not say who asks.
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("Athera", "1.0"));
        try
        {
            return new ClientAnswer(await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation), null);
        }
        catch (HttpRequestException refused) when (refused.InnerException is EgressRefusedException)
        {
            return ClientAnswer.Of(MediaAnswer.Refused(MediaFaults.AddressRefused, Detail("private")));
        }
        catch (Exception broken) when (broken is HttpRequestException or IOException or OperationCanceledException)
        {
            return ClientAnswer.Of(MediaAnswer.Deferred(MediaFaults.Unreachable, Detail("unreachable")));
        }
    }

    private static HttpClient Client(EgressGuard guard) => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false, // Through a proxy nobody could say where a name leads.
        AutomaticDecompression = DecompressionMethods.None, // What is counted is what came.
        ConnectTimeout = TimeSpan.FromSeconds(5),
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        ConnectCallback = guard.ConnectAsync,
    })
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };
}

/// <summary>What a GET came to: a response, or what there is instead of one.</summary>
/// <param name="Response">The response; whoever gets it disposes it.</param>
/// <param name="Fault">Why there is none.</param>
internal sealed record ClientAnswer(HttpResponseMessage? Response, MediaAnswer? Fault)
{
    /// <summary>There is none.</summary>
    public static ClientAnswer Of(MediaAnswer fault) => new(null, fault);
}
