using System.Net.Http.Headers;
using System.Text;
using Athera.Channels.Calls;
using Athera.Egress;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;

namespace Athera.Channels.Twilio;

/// <summary>Twilio's REST API, as far as sending messages and listing them goes.</summary>
internal sealed class TwilioApi(ProviderCaller caller, IOptionsMonitor<TwilioOptions> options)
{
    private const string Version = "2010-04-01";

    // A message of 1600 characters, each escaped, with its other fields is 11 KB.
    private const int LongestPage = 4 * 1024 * 1024;

    /// <summary>Posts a message once.</summary>
    /// <param name="accountSid">The account.</param>
    /// <param name="authToken">Its token.</param>
    /// <param name="fields">The message.</param>
    /// <param name="cancellation">The caller's deadline.</param>
    public async Task<ProviderAnswer> PostMessageAsync(
        string accountSid, string authToken, IEnumerable<KeyValuePair<string, string>> fields, CancellationToken cancellation)
    {
        var twilio = options.CurrentValue;
        using var form = new FormUrlEncodedContent(fields);
        using var request = new HttpRequestMessage(HttpMethod.Post, Url(twilio, Messages(accountSid)))
        {
            Content = new OnceContent(await form.ReadAsByteArrayAsync(cancellation), "application/x-www-form-urlencoded"),
        };
        request.Headers.Authorization = Authorization(accountSid, authToken);
        return await caller.CallAsync(TwilioWebhooks.ProviderName, request, twilio.SendTimeout, cancellation);
    }

    /// <summary>The first page of the messages a query asks for.</summary>
    /// <param name="accountSid">The account.</param>
    /// <param name="authToken">Its token.</param>
    /// <param name="query">What to list. Twilio's comparisons are part of the names: <c>DateSent&gt;</c>.</param>
    /// <param name="cancellation">The caller's deadline.</param>
    public Task<ProviderAnswer> ListMessagesAsync(
        string accountSid, string authToken, IEnumerable<KeyValuePair<string, string?>> query, CancellationToken cancellation) =>
        GetAsync(accountSid, authToken, QueryHelpers.AddQueryString(Messages(accountSid), query), cancellation);

    /// <summary>A further page, at the path that the page before gave.</summary>
    public Task<ProviderAnswer> NextMessagesAsync(
        string accountSid, string authToken, string nextPage, CancellationToken cancellation) =>
        GetAsync(accountSid, authToken, nextPage, cancellation);

    /// <summary>Whether a path given as that of the next page is one: credentials follow no other.</summary>
    public static bool IsNextPage(string accountSid, string path) =>
        path.StartsWith(Messages(accountSid) + "?", StringComparison.Ordinal);

    private async Task<ProviderAnswer> GetAsync(string accountSid, string authToken, string path, CancellationToken cancellation)
    {
        var twilio = options.CurrentValue;
        using var request = new HttpRequestMessage(HttpMethod.Get, Url(twilio, path));
        request.Headers.Authorization = Authorization(accountSid, authToken);
        return await caller.CallAsync(TwilioWebhooks.ProviderName, request, twilio.SendTimeout, cancellation, LongestPage);
    }

    private static string Messages(string accountSid) => $"/{Version}/Accounts/{accountSid}/Messages.json";

    private static string Url(TwilioOptions twilio, string path) => twilio.ApiUrl.OriginalString.TrimEnd('/') + path;

    /// <summary>Asks the service of content templates once.</summary>
    /// <param name="accountSid">The account.</param>
    /// <param name="authToken">Its token.</param>
    /// <param name="path">Path and query.</param>
    /// <param name="cancellation">The caller's deadline.</param>
    public async Task<ProviderAnswer> GetContentAsync(
        string accountSid, string authToken, string path, CancellationToken cancellation)
    {
        var twilio = options.CurrentValue;
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{Base(twilio.ContentUrl, twilio, "content")}{path}");
        request.Headers.Authorization = Authorization(accountSid, authToken);
        return await caller.CallAsync(TwilioWebhooks.ProviderName, request, twilio.SendTimeout, cancellation, longest: LongestPage);
    }

    /// <summary>Shows once that somebody writes.</summary>
    /// <param name="accountSid">The account.</param>
    /// <param name="authToken">Its token.</param>
    /// <param name="messageSid">The contact's message.</param>
    /// <param name="cancellation">The caller's deadline.</param>
    public async Task PostTypingAsync(string accountSid, string authToken, string messageSid, CancellationToken cancellation)
    {
        var twilio = options.CurrentValue;
        using var form = new FormUrlEncodedContent([new("messageId", messageSid), new("channel", "whatsapp")]);
        using var request = new HttpRequestMessage(
            HttpMethod.Post, $"{Base(twilio.MessagingUrl, twilio, "messaging")}/v2/Indicators/Typing.json")
        {
            Content = new OnceContent(await form.ReadAsByteArrayAsync(cancellation), "application/x-www-form-urlencoded"),
        };
        request.Headers.Authorization = Authorization(accountSid, authToken);
        await caller.CallAsync(TwilioWebhooks.ProviderName, request, twilio.SendTimeout, cancellation);
    }

    private static AuthenticationHeaderValue Authorization(string accountSid, string authToken) =>
        new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{accountSid}:{authToken}")));

    // Twilio's services have hosts of their own; an API address that is not Twilio's, such as a simulator's, serves all of them.
    private static string Base(Uri? own, TwilioOptions twilio, string service) =>
        (own?.OriginalString ?? (twilio.ApiUrl.Host == "api.twilio.com" ? $"https://{service}.twilio.com" : twilio.ApiUrl.OriginalString))
        .TrimEnd('/');
}
