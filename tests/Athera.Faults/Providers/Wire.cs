using System.Buffers;
using System.Text;
using Athera.Lab.Faults;
using Microsoft.AspNetCore.Http;

namespace Athera.FaultRuns.Providers;

/// <summary>Reads requests and writes answers with as little work as possible.</summary>
internal static class Wire
{
    /// <summary>The whole body.</summary>
    public static async ValueTask<byte[]> ReadAsync(HttpRequest request)
    {
        while (true)
        {
            var read = await request.BodyReader.ReadAsync(request.HttpContext.RequestAborted);
            if (read.IsCompleted)
            {
                var body = read.Buffer.ToArray();
                request.BodyReader.AdvanceTo(read.Buffer.End);
                return body;
            }
            request.BodyReader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    /// <summary>An answer.</summary>
    public static Task WriteAsync(HttpContext context, ProviderAnswer answer)
    {
        foreach (var (name, value) in answer.Headers)
            context.Response.Headers[name] = value;
        return WriteAsync(context, answer.Status, answer.ContentType, answer.Body);
    }

    /// <summary>An answer.</summary>
    public static async Task WriteAsync(HttpContext context, int status, string type, string text)
    {
        var body = Encoding.UTF8.GetBytes(text);
        context.Response.StatusCode = status;
        context.Response.ContentType = type;
        context.Response.ContentLength = body.Length;
        await context.Response.Body.WriteAsync(body, context.RequestAborted);
    }
}
