using System.Collections.ObjectModel;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Athera.Lab.Faults;

/// <summary>An HTTP answer as a provider writes it.</summary>
/// <param name="Status">HTTP status code.</param>
/// <param name="Body">The body; sent as UTF-8.</param>
/// <param name="ContentType">Its media type.</param>
public sealed record ProviderAnswer(int Status, string Body, string ContentType = "application/json")
{
    /// <summary>Further response headers, such as <c>Retry-After</c>.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    internal async Task WriteAsync(HttpContext context)
    {
        var body = Encoding.UTF8.GetBytes(Body);
        context.Response.StatusCode = Status;
        context.Response.ContentType = $"{ContentType}; charset=utf-8";
        context.Response.ContentLength = body.Length;
        foreach (var (name, value) in Headers) context.Response.Headers[name] = value;
        await context.Response.Body.WriteAsync(body, context.RequestAborted);
    }
}
