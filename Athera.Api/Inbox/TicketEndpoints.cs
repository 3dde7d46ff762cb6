using Athera.Api.Access;
using Athera.Api.Contract;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Athera.Api.Inbox;

/// <summary>A ticket for the inbox hub.</summary>
/// <param name="Ticket">To be given as <c>access_token</c>, once.</param>
/// <param name="ExpiresAt">Until when.</param>
public sealed record HubTicketBody(string Ticket, DateTimeOffset ExpiresAt)
{
    /// <summary>Says the time only.</summary>
    public override string ToString() => $"HubTicketBody({ExpiresAt:O})";
}

/// <summary>Where browsers get their way into the hub.</summary>
internal static class TicketEndpoints
{
    public static void MapHubTickets(this IEndpointRouteBuilder api) => api.MapPost("/hub-tickets", Issue)
        .WithTags("Inbox")
        .RequireAuthorization(AccessPolicies.Tenant)
        .WithSummary("Get a ticket for the inbox hub")
        .WithDescription($"Goes into `access_token` of a WebSocket to `{InboxHub.Path}`; works once, within a minute, on the same process. "
            + "The hub is called with `Subscribe(view, cursor)`, `Open(conversationId, cursor)`, `Typing(conversationId)` and "
            + "`Send(conversationId, clientMessageId, message)`; it calls `Events(batch)`, and to those who have the conversation open "
            + "`Typing(notice)` and `Draft(notice)`: what an agent is writing, a few times a second, with `turn`, `number`, `text` and `over`.");

    private static Results<Created<HubTicketBody>, Problem> Issue(HttpContext context, HubTickets tickets) =>
        CallerIdentity.Of(context.User) is { } caller && tickets.TryIssue(caller, out var ticket, out var expiresAt)
            ? TypedResults.Created((string?)null, new HubTicketBody(ticket, expiresAt))
            : Problem.Of(Refusal.Unavailable);
}
