using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Athera.Channels.Files;
using Athera.Messages;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Athera.Channels.Meta.WhatsApp;

/// <summary>
/// Files of WhatsApp: the id of the webhook, good for 7 days, is turned into an address, good for 5 minutes, and that is asked with the
/// account's token (Cloud API, media). The token is shown to Meta's own two hosts and to nobody else, whatever an answer says.
/// </summary>
internal sealed class WhatsAppFileSource(
    [FromKeyedServices(MetaWebhooks.ProviderName)] MediaClient client, IOptionsMonitor<MetaOptions> options) : IMediaSource
{
    private const int LongestId = 64;

    // An address that has just been given out and is refused is asked for anew, once: it runs out while others are fetched before it.
    private const int Askings = 2;

    public TimeSpan Lifetime { get; } = TimeSpan.FromDays(7);

    public async Task<MediaAnswer> OpenAsync(ChannelSettings settings, MediaPart part, long limit, CancellationToken cancellation)
    {
        if (part.ExternalId is not { Length: > 0 and <= LongestId } id || !id.All(char.IsAsciiLetterOrDigit))
            return MediaAnswer.Refused(MediaFaults.NotOffered);
        if (settings[WhatsAppChannel.AccessToken] is not { Length: > 0 } token)
            return MediaAnswer.Deferred(MediaFaults.CredentialsInvalid);
        var credentials = new AuthenticationHeaderValue("Bearer", token);
        MediaAnswer? refused = null;
        for (var asking = 0; asking < Askings; asking++)
        {
            var (place, fault) = await FindAsync(id, settings[WhatsAppChannel.PhoneNumberId], credentials, cancellation);
            if (place is null)
                return fault!;
            if (place.Bytes > limit)
                return MediaAnswer.Refused(MediaFaults.TooLarge, client.Detail("file_size"));
            var answer = await client.GetAsync(place.Url, IsOwn, credentials, IsOwn, cancellation);
            if (answer.Response is not { } response)
                return answer.Fault!;
            if (response.IsSuccessStatusCode)
                return await client.OpenAsync(response, limit, cancellation, place.Sha256 ?? part.Sha256);
            using (response)
            {
                refused = client.Read(response);
                if (response.StatusCode is not (HttpStatusCode.NotFound or HttpStatusCode.Unauthorized))
                    return refused;
            }
        }
        return refused!;
    }

    private async Task<(Place? Place, MediaAnswer? Fault)> FindAsync(
        string id, string? phoneNumberId, AuthenticationHeaderValue credentials, CancellationToken cancellation)
    {
        var url = new Uri($"{options.CurrentValue.GraphUrl.OriginalString.TrimEnd('/')}/{id}?phone_number_id={phoneNumberId}");
        var answer = await client.GetAsync(url, client.IsProvider, credentials, static _ => false, cancellation);
        if (answer.Response is not { } response)
            return (null, answer.Fault);
        using (response)
        {
            using var body = await MediaClient.ReadJsonAsync(response, cancellation);
            if (!response.IsSuccessStatusCode)
                return (null, Refusal(response, body?.RootElement ?? default));
            if (body is null || !Uri.TryCreate(body.RootElement.Member("url"u8).Text(), UriKind.Absolute, out var place))
                return (null, MediaAnswer.Deferred(MediaFaults.Unreachable, client.Detail("answer")));
            if (!IsOwn(place))
                return (null, MediaAnswer.Refused(MediaFaults.AddressRefused, client.Detail("host")));
            var size = body.RootElement.Member("file_size"u8);
            return (new Place(
                place, Sha256Text.Read(body.RootElement.Member("sha256"u8).Text()),
                size.ValueKind == JsonValueKind.Number && size.TryGetInt64(out var bytes) ? bytes : null), null);
        }
    }

    // Meta says in words of its own what is wrong: an id it does not have (any more), a token that is none (any more).
    private MediaAnswer Refusal(HttpResponseMessage response, JsonElement body)
    {
        var code = body.Member("error"u8).Member("code"u8);
        return code.ValueKind == JsonValueKind.Number && code.TryGetInt32(out var number)
            ? number switch
            {
                100 or 131052 => MediaAnswer.Deferred(MediaFaults.Expired, client.Detail($"{number}")),
                190 or 10 or 200 => MediaAnswer.Deferred(MediaFaults.CredentialsInvalid, client.Detail($"{number}")),
                _ => MediaAnswer.Deferred(MediaFaults.Unreachable, client.Detail($"{number}"), response.Headers.RetryAfter?.Delta),
            }
            : client.Read(response);
    }

    private bool IsOwn(Uri url) => client.IsProvider(url) || url.IdnHost.Equals("lookaside.fbsbx.com", StringComparison.OrdinalIgnoreCase);

    private sealed record Place(Uri Url, string? Sha256, long? Bytes);
}
