using Athera.Agents;
using Athera.Api.Access;
using Athera.Api.Contract;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Athera.Api.Agents;

/// <summary>A tenant's AI agent profiles.</summary>
internal static class AgentEndpoints
{
    private const string Route = "/agents";

    public static void MapAgents(this IEndpointRouteBuilder api)
    {
        var agents = api.MapGroup(Route).WithTags("Agents").RequireAuthorization(AccessPolicies.Tenant);
        agents.MapGet("", List).WithSummary("List the agent profiles, the default agent first");
        agents.MapPost("", Create).WithSummary("Create an agent").WithDescription(
            "It is a draft until it is published; then a channel account may name it in its `agent`. A tenant has at most 100 agents.");
        agents.MapGet("/{id:opaque}", Get).WithSummary("Show an agent profile");
        agents.MapPatch("/{id:opaque}", Change).WithSummary("Change the draft; customers meet it when it is published");
        agents.MapDelete("/{id:opaque}", Remove).WithSummary("Remove an agent").WithDescription(
            "Refused while a channel account names it, and for the default agent. Turns it has begun come to their end, and what it did "
            + "stays explained.");
        agents.MapPost("/{id:opaque}/publish", Publish).WithSummary("Make the draft what customers meet");
        agents.MapPost("/{id:opaque}/replay", Replay).WithSummary("Run recorded turns again, from their record alone")
            .WithDescription("No model is asked and no tool runs. With `draft`, the draft decides in place of what was published then.");
    }

    private static async Task<Results<Ok<Page<AgentBody>>, Problem>> List(PageQuery page, CallerGrains grains) =>
        TypedResults.Ok((await grains.Of<IAgentsGrain>().List(page.After, page.Limit)).Map(AgentBody.Of));

    private static async Task<Results<Created<AgentBody>, Problem>> Create(
        Body<CreateAgentBody> body, IdempotencyKey key, CallerGrains grains)
    {
        var id = key.NewId(grains.Tenant, Route);
        var created = await grains.Get<IAgentGrain>(id).Create(body.Value.Command);
        return created.Created($"{AtheraApi.Root}{Route}/{id}", AgentBody.Of);
    }

    private static async Task<Results<Ok<AgentBody>, Problem>> Get(AgentId id, CallerGrains grains) =>
        (await grains.Get<IAgentGrain>(id.Value).Get()).Shown(AgentBody.Of);

    private static async Task<Results<Ok<AgentBody>, Problem>> Change(AgentId id, Body<ChangeAgentBody> body, CallerGrains grains) =>
        (await grains.Get<IAgentGrain>(id.Value).Change(body.Value.Command)).Shown(AgentBody.Of);

    private static async Task<Results<NoContent, Problem>> Remove(AgentId id, CallerGrains grains) =>
        (await grains.Get<IAgentGrain>(id.Value).Remove()).Gone();

    private static async Task<Results<Ok<ReplayView>, Problem>> Replay(AgentId id, Body<ReplayBody> body, CallerGrains grains) =>
        (await grains.Get<IAgentGrain>(id.Value).Replay(body.Value.Command)).Shown(static view => view);

    private static async Task<Results<Ok<AgentBody>, Problem>> Publish(AgentId id, CallerGrains grains) =>
        (await grains.Get<IAgentGrain>(id.Value).Publish()).Shown(AgentBody.Of);
}
