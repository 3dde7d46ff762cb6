using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Athera.Api.Contract;

/// <summary>
/// What every answer of the API says to a browser that was led to it: it is data, it is not to be kept, framed or guessed at. Other
/// sites' pages have no business here, but for the chat, whose answers say which (<see cref="Chat.ChatOrigins"/>).
/// </summary>
internal static class SecurityHeaders
{
    // The page's own script builds styles and images in place; whatever it may think of, it reaches this server only.
    private const string Documentation =
        "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
        + "font-src 'self' data:; worker-src 'self' blob:; frame-ancestors 'none'";

    public static void UseSecurityHeaders(this IApplicationBuilder app) => app.Use(static (context, next) =>
    {
        Apply(context);
        return next(context);
    });

    public static void Apply(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        if (context.Request.Path.StartsWithSegments("/docs"))
            headers.ContentSecurityPolicy = Documentation;
        if (!context.Request.Path.StartsWithSegments("/api"))
            return;
        headers.CacheControl = "no-store";
        headers.ContentSecurityPolicy = "default-src 'none'; frame-ancestors 'none'";
    }
}
