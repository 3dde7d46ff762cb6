using Athera.Chat;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Net.Http.Headers;

namespace Athera.Api.Chat;

/// <summary>
/// Cross-origin answers of the chat: only to pages an account allows, and never with credentials, so no cookie of anybody is ever
/// looked at here.
/// </summary>
internal static class ChatOrigins
{
    /// <summary>Longest origin looked at.</summary>
    public const int MaxLength = 300;

    private const string AllowedHeaders = "content-type, authorization, idempotency-key, x-requested-with, x-signalr-user-agent";

    /// <summary>The page a request comes from, as its browser says.</summary>
    public static string? Of(HttpRequest request) =>
        request.Headers.Origin is [{ Length: > 0 and <= MaxLength } origin] ? origin : null;

    /// <summary>Lets a page read the answer.</summary>
    public static void Allow(HttpContext context, string origin)
    {
        context.Response.Headers.AccessControlAllowOrigin = origin;
        context.Response.Headers.Append(HeaderNames.Vary, HeaderNames.Origin);
    }

    /// <summary>Answers a browser that asks before it asks, and lets pages read what their visitors are answered.</summary>
    public static void UseChatOrigins(this IApplicationBuilder app) => app.Use(static async (context, next) =>
    {
        var path = context.Request.Path;
        var session = path.Equals(ChatSessionEndpoints.FullPath, StringComparison.OrdinalIgnoreCase);
        var upload = path.Equals(ChatUploadEndpoints.FullPath, StringComparison.OrdinalIgnoreCase);
        if ((!session && !upload && !path.StartsWithSegments(ChatHub.Path)) || Of(context.Request) is not { } origin)
        {
            await next(context);
            return;
        }

        if (HttpMethods.IsOptions(context.Request.Method))
        {
            await Preflight(context, origin, session || upload);
            return;
        }

        // The page has been checked against the token's account by the time of the answer.
        if (!session)
            context.Response.OnStarting(static state =>
            {
                var (answered, page) = ((HttpContext, string))state;
                if (VisitorIdentity.Of(answered.User) is not null)
                    Allow(answered, page);
                return Task.CompletedTask;
            }, (context, origin));
        await next(context);
    });

    // Before the hub a browser shows no token yet; what it is allowed then is to ask.
    private static async Task Preflight(HttpContext context, string origin, bool named)
    {
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        context.Response.Headers.Append(HeaderNames.Vary, HeaderNames.Origin);
        if (named && !(ChannelAccountId.TryParse(context.Request.Query["account"], out var account)
            && await context.RequestServices.GetRequiredService<IGrainFactory>().GetGrain<IChatDoorGrain>(0).Allows(account, origin)))
            return;
        Allow(context, origin);
        context.Response.Headers.AccessControlAllowMethods = "GET, POST, DELETE";
        context.Response.Headers.AccessControlAllowHeaders = AllowedHeaders;
        context.Response.Headers.AccessControlMaxAge = "600";
    }
}
