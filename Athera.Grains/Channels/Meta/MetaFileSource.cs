using Athera.Channels.Files;
using Athera.Messages;

namespace Athera.Channels.Meta;

/// <summary>
/// Files of the channels of scoped user ids: an address on Meta's own delivery network, signed, good for a day at best, and asked for
/// without credentials.
/// </summary>
/// <param name="client">Makes the calls.</param>
/// <param name="hosts">Further domains a channel's files lie in.</param>
internal sealed class MetaFileSource(MediaClient client, params IReadOnlyList<string> hosts) : IMediaSource
{
    // Links to stories die with the story, after a day; the others are good for a few days at most.
    public TimeSpan Lifetime { get; } = TimeSpan.FromDays(1);

    private static readonly string[] Network = ["fbcdn.net", "fbsbx.com"];

    public async Task<MediaAnswer> OpenAsync(ChannelSettings settings, MediaPart part, long limit, CancellationToken cancellation)
    {
        if (!Uri.TryCreate(part.Url, UriKind.Absolute, out var url))
            return MediaAnswer.Refused(MediaFaults.NotOffered);
        if (!IsDelivery(url))
            return MediaAnswer.Refused(MediaFaults.AddressRefused, client.Detail("host"));
        var answer = await client.GetAsync(url, static _ => false, null, IsDelivery, cancellation);
        if (answer.Response is not { } response)
            return answer.Fault!;
        if (response.IsSuccessStatusCode)
            return await client.OpenAsync(response, limit, cancellation, part.Sha256);
        using (response)
        {
            // A signed link that has run out is answered like a wrong one.
            return response.StatusCode is System.Net.HttpStatusCode.Forbidden or System.Net.HttpStatusCode.Unauthorized
                ? MediaAnswer.Deferred(MediaFaults.Expired, client.Detail($"http_{(int)response.StatusCode}"))
                : client.Read(response);
        }
    }

    /// <summary>Whether an address is on Meta's delivery network.</summary>
    private bool IsDelivery(Uri url) => client.IsProvider(url) || Network.Concat(hosts).Any(host =>
        url.IdnHost.Equals(host, StringComparison.OrdinalIgnoreCase) || url.IdnHost.EndsWith($".{host}", StringComparison.OrdinalIgnoreCase));
}
