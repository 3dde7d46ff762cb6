using System.Globalization;
using Athera.Api.Contract;
using Athera.Media;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Athera.Api.Media;

/// <summary>
/// Gives a file out, part by part as the silo opens it, so that neither holds it as a whole. It came from a stranger: a browser is
/// told its type and must not guess, and shows in place only what cannot run anything.
/// </summary>
/// <param name="media">Opens it.</param>
/// <param name="file">The file.</param>
/// <param name="anywhere">Pages of any origin may show it: they can only know of it by its link, and who has that has the file.</param>
internal sealed class MediaAnswer(IMediaGrain media, MediaFile file, bool anywhere = false) : IResult
{
    private const string Sealed = "default-src 'none'; frame-ancestors 'none'; sandbox";

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var (request, response) = (httpContext.Request, httpContext.Response);
        var headers = response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers.ContentSecurityPolicy = Sealed;
        headers.CacheControl = "private, no-store";
        headers.AcceptRanges = "bytes";
        headers["Cross-Origin-Resource-Policy"] = anywhere ? "cross-origin" : "same-site";
        if (anywhere)
            headers.AccessControlAllowOrigin = "*";
        var (from, to) = (0L, file.Bytes - 1);
        if (ByteSpan.Read(request.Headers.Range, file.Bytes) is { } span)
        {
            if (span.IsOutside)
            {
                response.StatusCode = StatusCodes.Status416RangeNotSatisfiable;
                headers.ContentRange = string.Create(CultureInfo.InvariantCulture, $"bytes */{file.Bytes}");
                return;
            }
            (from, to) = (span.From, span.To);
            response.StatusCode = StatusCodes.Status206PartialContent;
            headers.ContentRange = string.Create(CultureInfo.InvariantCulture, $"bytes {from}-{to}/{file.Bytes}");
        }
        var disposition = new ContentDispositionHeaderValue(file.Shown ? "inline" : "attachment");
        if (file.FileName is { Length: > 0 } name)
            disposition.SetHttpFileName(FileNames.Plain(name));
        headers.ContentDisposition = disposition.ToString();
        response.ContentType = file.ContentType;
        response.ContentLength = to - from + 1;
        if (!HttpMethods.IsHead(request.Method))
            await WriteAsync(httpContext, from, to);
    }

    // What breaks off half-way must not look whole: the length was said before, and the connection is cut.
    private async Task WriteAsync(HttpContext context, long from, long to)
    {
        for (var at = from; at <= to;)
        {
            var piece = await media.Read(file, at);
            if (!piece.Granted || piece.Value.Bytes.IsEmpty)
            {
                if (context.Response.HasStarted)
                    context.Abort();
                else
                    await Problem.Of(piece.Refusal ?? Refusal.NotFound).ExecuteAsync(Cleared(context));
                return;
            }
            var part = piece.Value.Bytes;
            if (part.Length > to - at + 1)
                part = part[..(int)(to - at + 1)];
            await context.Response.Body.WriteAsync(part, context.RequestAborted);
            at += part.Length;
        }
    }

    private static HttpContext Cleared(HttpContext context)
    {
        context.Response.Clear();
        SecurityHeaders.Apply(context);
        return context;
    }
}
