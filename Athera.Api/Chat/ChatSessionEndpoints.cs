using System.Globalization;
using Athera.Api.Contract;
using Athera.Chat;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.OpenApi;

namespace Athera.Api.Chat;

/// <summary>Where a page gets its visitor into the chat.</summary>
internal static class ChatSessionEndpoints
{
    /// <summary>Where sessions are opened.</summary>
    public const string FullPath = AtheraApi.Root + Route;

    private const string Route = "/chat/sessions";
    private const int RetryAfterSeconds = 10;

    // No key: a page has none. Nor does the rate of keys concern it, of which all pages together would have one.
    public static void MapChatSessions(this IEndpointRouteBuilder api) => api.MapPost(Route, Open)
        .WithTags("Chat")
        .AllowAnonymous()
        .DisableRateLimiting()
        .WithMetadata(new InputField("account", JsonSchemaType.String, "The channel account, so that browsers may ask for it from other origins."))
        .WithSummary("Open or renew a web-chat visitor's session")
        .WithDescription(
            "Needs no key. The page's `Origin` has to be among the account's `allowedOrigins`; cookies are never looked at. With the token "
            + $"of an earlier session the same visitor goes on. The token lets into the SignalR hub `{ChatHub.Path}`: "
            + "`Resume(cursor)`, `Send(clientMessageId, text)`, `SendWith(clientMessageId, text, {attachments, fields})`, `Typing()`, "
            + "`File(id, index)`, `Received(position)`, `Seen(position)`; it calls `Messages`, `Typing` and `Ended`.");

    private static async Task<Results<Ok<ChatSessionBody>, Problem>> Open(
        HttpContext context, Body<OpenChatBody> body, IGrainFactory grains, ChatRate rate)
    {
        if (!rate.Allows(context))
            return TooMany(context);
        if (AccountOf(context.Request, body.Value) is not { } account)
            return Problem.Field("account", "Has to be the id of a channel account.");
        var door = grains.GetGrain<IChatDoorGrain>(0);
        var origin = ChatOrigins.Of(context.Request) ?? "";
        if (await door.Allows(account, origin))
        {
            ChatOrigins.Allow(context, origin);
            if (!rate.Allows(account))
                return TooMany(context);
        }

        return (await door.Open(new OpenChat(account, origin, body.Value.Token))).Shown(ChatSessionBody.Of);
    }

    private static ChannelAccountId? AccountOf(HttpRequest request, OpenChatBody body) =>
        body.Account ?? (ChannelAccountId.TryParse(request.Query["account"], out var account) ? account : null);

    private static Problem TooMany(HttpContext context)
    {
        context.Response.Headers.RetryAfter = RetryAfterSeconds.ToString(CultureInfo.InvariantCulture);
        return Problem.OfStatus(StatusCodes.Status429TooManyRequests);
    }
}
