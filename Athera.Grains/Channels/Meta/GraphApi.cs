using System.Net.Http.Headers;
using Athera.Channels.Calls;
using Athera.Egress;
using Microsoft.Extensions.Options;

namespace Athera.Channels.Meta;

/// <summary>Meta's Graph API, as far as sending goes.</summary>
internal sealed class GraphApi(ProviderCaller caller, IOptionsMonitor<MetaOptions> options)
{
    // A page of a hundred templates is some hundred KB.
    private const int LongestPage = 4 * 1024 * 1024;

    /// <summary>Where the API is, with its version.</summary>
    public Uri Url => options.CurrentValue.GraphUrl;

    /// <summary>Posts once.</summary>
    /// <param name="path">What follows the version in the address.</param>
    /// <param name="token">Access token of the account.</param>
    /// <param name="json">The body.</param>
    /// <param name="cancellation">The caller's deadline.</param>
    public Task<ProviderAnswer> PostAsync(string path, string token, ReadOnlyMemory<byte> json, CancellationToken cancellation) =>
        PostAsync(Url, path, token, json, cancellation);

    /// <summary>Asks once.</summary>
    /// <param name="path">What follows the version in the address.</param>
    /// <param name="token">Access token of the account.</param>
    /// <param name="cancellation">The caller's deadline.</param>
    public async Task<ProviderAnswer> GetAsync(string path, string token, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{Url.OriginalString.TrimEnd('/')}/{path}");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return await caller.CallAsync(
            MetaWebhooks.ProviderName, request, options.CurrentValue.SendTimeout, cancellation, longest: LongestPage);
    }

    /// <summary>Posts once, at another host than the usual.</summary>
    /// <param name="url">Where the API is, with its version.</param>
    /// <param name="path">What follows the version in the address.</param>
    /// <param name="token">Access token of the account.</param>
    /// <param name="json">The body.</param>
    /// <param name="cancellation">The caller's deadline.</param>
    public async Task<ProviderAnswer> PostAsync(
        Uri url, string path, string token, ReadOnlyMemory<byte> json, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{url.OriginalString.TrimEnd('/')}/{path}")
        {
            Content = new OnceContent(json, "application/json"),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return await caller.CallAsync(MetaWebhooks.ProviderName, request, options.CurrentValue.SendTimeout, cancellation);
    }
}
