using System.Net.Http.Headers;
using Athera.Channels.Calls;
using Microsoft.Extensions.Options;

namespace Athera.Channels.Meta;

/// <summary>Meta's Graph API, as far as sending goes.</summary>
internal sealed class GraphApi(ProviderCaller caller, IOptionsMonitor<MetaOptions> options)
{
    /// <summary>Posts once.</summary>
    /// <param name="path">What follows the version in the address.</param>
    /// <param name="token">Access token of the account.</param>
    /// <param name="json">The body.</param>
    /// <param name="cancellation">The caller's deadline.</param>
    public async Task<ProviderAnswer> PostAsync(string path, string token, ReadOnlyMemory<byte> json, CancellationToken cancellation)
    {
        var meta = options.CurrentValue;
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{meta.GraphUrl.OriginalString.TrimEnd('/')}/{path}")
        {
            Content = new OnceContent(json, "application/json"),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return await caller.CallAsync(MetaWebhooks.ProviderName, request, meta.SendTimeout, cancellation);
    }
}
