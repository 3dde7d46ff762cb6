using System.Net.Http.Headers;
using System.Text;
using Athera.Channels.Files;
using Athera.Messages;
using Microsoft.Extensions.DependencyInjection;

namespace Athera.Channels.Twilio;

/// <summary>
/// Files of Twilio: an address of its API, asked with the account's token, which answers with where the file lies. That place is a
/// stranger's and is not shown the token.
/// </summary>
internal sealed class TwilioFileSource([FromKeyedServices(TwilioWebhooks.ProviderName)] MediaClient client) : IMediaSource
{
    // Twilio keeps files until they are deleted; after a week of trying there is something else wrong.
    public TimeSpan Lifetime { get; } = TimeSpan.FromDays(7);

    public async Task<MediaAnswer> OpenAsync(ChannelSettings settings, MediaPart part, long limit, CancellationToken cancellation)
    {
        if (!Uri.TryCreate(part.Url, UriKind.Absolute, out var url))
            return MediaAnswer.Refused(MediaFaults.NotOffered);
        if (!client.IsProvider(url))
            return MediaAnswer.Refused(MediaFaults.AddressRefused, client.Detail("host"));
        var credentials = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(
            $"{settings[TwilioSettings.AccountSid]}:{settings[TwilioSettings.AuthToken]}")));
        var answer = await client.GetAsync(url, asked => asked == url, credentials, static _ => true, cancellation);
        if (answer.Response is not { } response)
            return answer.Fault!;
        if (response.IsSuccessStatusCode)
            return await client.OpenAsync(response, limit, cancellation, part.Sha256);
        using (response)
            return client.Read(response);
    }
}
