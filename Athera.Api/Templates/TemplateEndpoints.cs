using Athera.Api.Access;
using Athera.Api.Contract;
using Athera.Templates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Athera.Api.Templates;

/// <summary>Texts that providers have approved, to be sent when others may not.</summary>
internal static class TemplateEndpoints
{
    private const string Route = "/templates";

    public static void MapTemplates(this IEndpointRouteBuilder api)
    {
        var templates = api.MapGroup(Route).WithTags("Templates").RequireAuthorization(AccessPolicies.Tenant);
        templates.MapGet("", List).WithSummary("List the templates, as last synced");
        templates.MapGet("/{id:opaque}", Get).WithSummary("Show a template");
        templates.MapPost("/sync", Sync).WithSummary("Read a channel account's templates from its provider");
        templates.MapPost("/{id:opaque}/preview", Preview).WithSummary("Show what a contact would read");
    }

    private static async Task<Results<Ok<Page<TemplateView>>, Problem>> List(TemplateQuery query, CallerGrains grains) =>
        TypedResults.Ok(await grains.Of<ITemplatesGrain>().List(query.ChannelAccount, query.Page.After, query.Page.Limit));

    private static async Task<Results<Ok<TemplateView>, Problem>> Get(TemplateId id, CallerGrains grains) =>
        (await grains.Get<ITemplateGrain>(id.Value).Get()).Shown();

    private static async Task<Results<Ok<TemplateSync>, Problem>> Sync(Body<SyncTemplatesBody> body, CallerGrains grains) =>
        (await grains.Of<ITemplatesGrain>().Sync(body.Value.ChannelAccountId.GetValueOrDefault())).Shown();

    private static async Task<Results<Ok<FilledTemplate>, Problem>> Preview(
        TemplateId id, Body<FillTemplateBody> body, CallerGrains grains) =>
        (await grains.Get<ITemplateGrain>(id.Value).Fill(body.Value.Variables ?? new Dictionary<string, string>())).Shown();
}
