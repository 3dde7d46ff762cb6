using System.ComponentModel.DataAnnotations;
using Athera.Api.Access;
using Athera.Api.Contract;
using Athera.Improvement;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Athera.Api.Improvement;

/// <summary>Whether anything may be used for improving the service.</summary>
public sealed record ImprovementBody
{
    /// <summary>Samples of contacts that have agreed may be given out.</summary>
    [Required]
    public bool? Allowed { get; init; }
}

/// <summary>What may be used for improving the service, and what has been.</summary>
internal static class ImprovementEndpoints
{
    public static void MapImprovement(this IEndpointRouteBuilder api)
    {
        var improvement = api.MapGroup("/improvement").WithTags("Improvement").RequireAuthorization(AccessPolicies.Tenant);
        improvement.MapGet("", Get).WithSummary("Show whether samples may be given out, and what was given out last");
        improvement.MapPatch("", Allow).WithSummary("Allow or forbid that samples are given out; forbidden unless allowed");
        improvement.MapGet("/samples", Export).WithSummary("Give out a page of samples, which is recorded")
            .WithDescription(
                "Answers of agents with what was said before, with numbers, addresses and names masked. Only of contacts with a consent for "
                + "`improvement`, and only what was said since. A page may be empty and not be the last.");
    }

    private static async Task<Results<Ok<ImprovementView>, Problem>> Get(CallerGrains grains) => (await Of(grains).Get()).Shown();

    private static async Task<Results<Ok<ImprovementView>, Problem>> Allow(Body<ImprovementBody> body, CallerGrains grains) =>
        (await Of(grains).Allow(new AllowImprovement(body.Value.Allowed.GetValueOrDefault(), grains.User))).Shown();

    private static async Task<Results<Ok<Page<ImprovementSample>>, Problem>> Export(PageQuery page, CallerGrains grains) =>
        (await Of(grains).Export(new ExportSamples(grains.User, page.After, page.Limit))).Shown();

    private static IImprovementExportGrain Of(CallerGrains grains) => grains.Get<IImprovementExportGrain>(ImprovementExport.IdOf(grains.Tenant));
}
