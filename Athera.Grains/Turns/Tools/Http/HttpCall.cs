using System.Text;
using Athera.Egress;

namespace Athera.Turns.Tools.Http;

/// <summary>The request one call makes, put together from the settings and the arguments alone.</summary>
/// <param name="Method">The method.</param>
/// <param name="Url">The address.</param>
/// <param name="Headers">The headers, the values of secret ones hidden where it is only shown.</param>
/// <param name="Body">The JSON body, if there is one.</param>
internal sealed record HttpCall(HttpMethod Method, Uri Url, IReadOnlyList<KeyValuePair<string, string>> Headers, string? Body)
{
    /// <summary>Says nothing of what is sent.</summary>
    public override string ToString() => $"HttpCall({Method})";

    /// <summary>
    /// The request. One that acts has a body even if that is empty: the client repeats no request with a body by itself, and a body tells
    /// whether any of it was sent.
    /// </summary>
    public HttpRequestMessage Request(bool acts)
    {
        var request = new HttpRequestMessage(Method, Url);
        if (Body is not null || acts)
            request.Content = new OnceContent(Encoding.UTF8.GetBytes(Body ?? ""), Body is null ? null : "application/json");
        foreach (var (name, value) in Headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return request;
    }
}
