using Athera.Api.Access;
using Athera.Api.Contract;
using Athera.Quarantine;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Athera.Api.Quarantine;

/// <summary>
/// Signed webhooks that could not be read or handled, and conversations that got stuck. The platform's key sees what belongs to no
/// tenant.
/// </summary>
internal static class QuarantineEndpoints
{
    public static void MapQuarantine(this IEndpointRouteBuilder api)
    {
        var quarantine = api.MapGroup("/quarantine").WithTags("Quarantine").RequireAuthorization(AccessPolicies.Anyone);
        quarantine.MapGet("", List).WithSummary("List the signed webhooks that could not be read or handled, and the conversations that are stuck");
        quarantine.MapPost("/{id:opaque}/retry", Retry).WithSummary("Try one again: what it held is then brought to its owners, and a stuck conversation does what is due");
        quarantine.MapDelete("/{id:opaque}", Discard).WithSummary("Throw one away");
    }

    private static async Task<Results<Ok<Page<QuarantinedView>>, Problem>> List(PageQuery page, CallerGrains grains) =>
        TypedResults.Ok(await grains.Of<IQuarantineGrain>().List(page.After, page.Limit));

    private static async Task<Results<Ok<QuarantinedView>, Problem>> Retry(QuarantineId id, CallerGrains grains) =>
        (await grains.Get<IQuarantinedGrain>(id.Value).Retry()).Shown();

    private static async Task<Results<NoContent, Problem>> Discard(QuarantineId id, CallerGrains grains) =>
        (await grains.Get<IQuarantinedGrain>(id.Value).Discard()).Gone();
}
