using Athera.Api.Access;
using Athera.Api.Contract;
using Athera.Conversations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Athera.Api.Conversations;

/// <summary>Reading conversations.</summary>
internal static class ConversationEndpoints
{
    public const string Route = "/conversations";

    public static void MapConversations(this IEndpointRouteBuilder api)
    {
        var conversations = api.MapGroup(Route).WithTags("Conversations").RequireAuthorization(AccessPolicies.Tenant);
        conversations.MapGet("", List).WithSummary("List conversations, newest activity first");
        conversations.MapGet("/{id:opaque}", Get).WithSummary("Show a conversation");
        conversations.MapGet("/{id:opaque}/events", Events).WithSummary("List what happened in a conversation after a sequence, oldest first");
        conversations.MapMessages();
        conversations.MapCommands();
        conversations.MapApprovals();
    }

    private static async Task<Results<Ok<Page<ConversationBody>>, Problem>> List(ConversationFilter filter, CallerGrains grains) =>
        TypedResults.Ok((await grains.Of<IConversationsGrain>().List(filter.Query)).Map(ConversationBody.Of));

    private static async Task<Results<Ok<ConversationBody>, Problem>> Get(ConversationId id, CallerGrains grains) =>
        (await grains.Of<IConversationsGrain>().Get(id)).Shown(ConversationBody.Of);

    private static async Task<Results<Ok<Page<EventBody>>, Problem>> Events(ConversationId id, SequenceQuery page, CallerGrains grains) =>
        (await grains.Of<IConversationsGrain>().Events(id, page.After ?? 0, page.Limit)).Shown(static events => events.Map(EventBody.Of));
}
