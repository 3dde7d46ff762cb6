using Athera.Api.Access;
using Athera.Api.Contract;
using Athera.Tenants;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Athera.Api.Tenants;

/// <summary>The platform's side: who uses Athera at all.</summary>
internal static class TenantEndpoints
{
    private const string Route = "/tenants";

    public static void MapTenants(this IEndpointRouteBuilder api)
    {
        var tenants = api.MapGroup(Route).WithTags("Tenants").RequireAuthorization(AccessPolicies.Platform);
        tenants.MapPost("", Create).WithSummary("Create a tenant and its first API key, which is shown this once");
        tenants.MapGet("", List).WithSummary("List the tenants");
        tenants.MapPost("/{id:opaque}/close", Close).WithSummary("Close a tenant: its keys stop working and nothing more is accepted for it");
    }

    private static async Task<Results<Created<NewTenant>, Problem>> Create(
        Body<CreateTenantBody> body, IdempotencyKey key, CallerGrains grains)
    {
        var id = key.NewId(grains.Tenant, Route);
        var created = await grains.Get<ITenantGrain>(id).Create(new CreateTenant(body.Value.Name, body.Value.AdminEmail));
        return created.Created($"{AtheraApi.Root}{Route}/{id}", static tenant => tenant);
    }

    private static async Task<Results<Ok<Page<TenantView>>, Problem>> List(PageQuery page, CallerGrains grains) =>
        TypedResults.Ok(await grains.Of<ITenantsGrain>().List(page.After, page.Limit));

    private static async Task<Results<Ok<TenantView>, Problem>> Close(TenantId id, CallerGrains grains) =>
        (await grains.Get<ITenantGrain>(id.Value).Close()).Shown();
}
