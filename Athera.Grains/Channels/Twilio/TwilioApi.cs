using System.Net.Http.Headers;
using System.Text;
using Athera.Channels.Calls;
using Microsoft.Extensions.Options;

namespace Athera.Channels.Twilio;

/// <summary>Twilio's REST API, as far as sending goes.</summary>
internal sealed class TwilioApi(ProviderCaller caller, IOptionsMonitor<TwilioOptions> options)
{
    private const string Version = "2010-04-01";

    /// <summary>Posts a message once.</summary>
    /// <param name="accountSid">The account.</param>
    /// <param name="authToken">Its token.</param>
    /// <param name="fields">The message.</param>
    /// <param name="cancellation">The caller's deadline.</param>
    public async Task<ProviderAnswer> PostMessageAsync(
        string accountSid, string authToken, IEnumerable<KeyValuePair<string, string>> fields, CancellationToken cancellation)
    {
        var twilio = options.CurrentValue;
        var url = $"{twilio.ApiUrl.OriginalString.TrimEnd('/')}/{Version}/Accounts/{accountSid}/Messages.json";
        using var form = new FormUrlEncodedContent(fields);
        using var request = new HttpRequestMessage(HttpMethod.Post, url)
        {
            Content = new OnceContent(await form.ReadAsByteArrayAsync(cancellation), "application/x-www-form-urlencoded"),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue(
            "Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{accountSid}:{authToken}")));
        return await caller.CallAsync(TwilioWebhooks.ProviderName, request, twilio.SendTimeout, cancellation);
    }
}
