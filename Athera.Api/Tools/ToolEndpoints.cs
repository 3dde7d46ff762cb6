using Athera.Api.Access;
using Athera.Api.Contract;
using Athera.Tools;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Athera.Api.Tools;

/// <summary>Tools that a tenant adds to those its agents have anyway.</summary>
internal static class ToolEndpoints
{
    private const string Route = "/tools";

    public static void MapTools(this IEndpointRouteBuilder api)
    {
        var tools = api.MapGroup(Route).WithTags("Tools").RequireAuthorization(AccessPolicies.Tenant);
        tools.MapGet("", List).WithSummary("List the tools that were added");
        tools.MapPost("", Create).WithSummary("Add a tool, or a server with tools").WithDescription(
            "Secrets are write-only. Every call carries an `Idempotency-Key` of its own. A server is asked for its tools at once and every "
            + "ten minutes; `offered` and `leftOut` say what came of it.");
        tools.MapGet("/{id:opaque}", Get).WithSummary("Show a tool");
        tools.MapPatch("/{id:opaque}", Change).WithSummary("Change a tool; what is left out stays");
        tools.MapPost("/{id:opaque}/refresh", Refresh).WithSummary("Ask a server for its tools now");
        tools.MapPost("/{id:opaque}/try", Try).WithSummary("Show the request a call would make, without making it").WithDescription(
            "The arguments and the address are checked as before a call; secrets are masked.");
        tools.MapDelete("/{id:opaque}", Remove).WithSummary("Remove a tool and forget its secrets");
    }

    private static async Task<Results<Ok<Page<ToolBody>>, Problem>> List(PageQuery page, CallerGrains grains) =>
        TypedResults.Ok((await grains.Of<IToolsGrain>().List(page.After, page.Limit)).Map(ToolBody.Of));

    private static async Task<Results<Created<ToolBody>, Problem>> Create(Body<CreateToolBody> body, IdempotencyKey key, CallerGrains grains)
    {
        var id = key.NewId(grains.Tenant, Route);
        var created = await grains.Get<IToolGrain>(id).Create(body.Value.Command);
        return created.Created($"{AtheraApi.Root}{Route}/{id}", ToolBody.Of);
    }

    private static async Task<Results<Ok<ToolBody>, Problem>> Get(ToolId id, CallerGrains grains) =>
        (await grains.Get<IToolGrain>(id.Value).Get()).Shown(ToolBody.Of);

    private static async Task<Results<Ok<ToolBody>, Problem>> Change(ToolId id, Body<ChangeToolBody> body, CallerGrains grains) =>
        (await grains.Get<IToolGrain>(id.Value).Change(body.Value.Command)).Shown(ToolBody.Of);

    private static async Task<Results<Ok<ToolBody>, Problem>> Refresh(ToolId id, CallerGrains grains) =>
        (await grains.Get<IToolGrain>(id.Value).Refresh()).Shown(ToolBody.Of);

    private static async Task<Results<Ok<ToolTrialBody>, Problem>> Try(ToolId id, Body<TryToolBody> body, CallerGrains grains) =>
        (await grains.Get<IToolGrain>(id.Value).Try(body.Value.Command)).Shown(ToolTrialBody.Of);

    private static async Task<Results<NoContent, Problem>> Remove(ToolId id, CallerGrains grains) =>
        (await grains.Get<IToolGrain>(id.Value).Remove()).Gone();
}
