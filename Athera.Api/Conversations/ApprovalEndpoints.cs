using Athera.Api.Access;
using Athera.Api.Contract;
using Athera.Conversations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Athera.Api.Conversations;

/// <summary>What an agent waits to be let do. A person sees the tool and exactly what it would be called with, and decides.</summary>
internal static class ApprovalEndpoints
{
    public static void MapApprovals(this IEndpointRouteBuilder conversations)
    {
        conversations.MapGet("/{id:opaque}/approvals", List).WithSummary("List what the agent waits to be let do, oldest first");
        conversations.MapPost("/{id:opaque}/approvals/{approval:opaque}", Decide)
            .WithSummary("Let the agent do it, or not; it goes on with what came of it");
    }

    private static async Task<Results<Ok<Page<ApprovalView>>, Problem>> List(ConversationId id, CallerGrains grains) =>
        (await grains.Get<IConversationGrain>(id.Value).Approvals()).Shown(static page => page);

    private static async Task<Results<Ok<ConversationBody>, Problem>> Decide(
        ConversationId id, ApprovalId approval, Body<DecideApprovalBody> body, CallerGrains grains) =>
        (await grains.Get<IConversationGrain>(id.Value).Handle(new DecideApproval
        {
            User = grains.User,
            Approval = approval,
            Approve = body.Value.Decision == ApprovalAnswer.Approve,
            Hash = body.Value.Hash,
        })).Shown(ConversationBody.Of);
}
