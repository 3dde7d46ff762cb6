using System.Globalization;
using Athera.Api.Access;
using Athera.Api.Contract;
using Athera.Knowledge;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Athera.Api.Knowledge;

/// <summary>What a tenant's agents may answer from.</summary>
internal static class KnowledgeEndpoints
{
    private const string Route = "/knowledge";

    private const int DefaultFound = 4;

    private const string Sources =
        "A JSON body with the text, or `multipart/form-data` with one file and the fields `title`, `language` and, unless it can be told from "
        + "the file, `kind`. At most 10 MB, 500 pages, 400,000 characters of text and 500 parts.";

    public static void MapKnowledge(this IEndpointRouteBuilder api)
    {
        var knowledge = api.MapGroup(Route).WithTags("Knowledge").RequireAuthorization(AccessPolicies.Tenant);
        knowledge.MapGet("", List).WithSummary("List the articles");
        knowledge.MapPost("", Create).WithSummary("Write an article").WithDescription(Sources)
            .WithMetadata(new RequestSizeLimitAttribute(ArticleInput.MaxBodyLength));
        knowledge.MapPost("/search", Search).WithSummary("Show what an agent would find");
        knowledge.MapGet("/{id:opaque}", Get).WithSummary("Show an article");
        knowledge.MapGet("/{id:opaque}/parts", Parts).WithSummary("Show what was read out of an article's source");
        knowledge.MapPut("/{id:opaque}", Replace).WithSummary("Write the next version of an article")
            .WithDescription($"The version before is found until this one is committed. {Sources}")
            .WithMetadata(new RequestSizeLimitAttribute(ArticleInput.MaxBodyLength));
        knowledge.MapPatch("/{id:opaque}", Change).WithSummary("Give an article another title or language, as its next version");
        knowledge.MapDelete("/{id:opaque}", Delete).WithSummary("Remove an article and its text");
    }

    private static async Task<Results<Ok<Page<ArticleView>>, Problem>> List(PageQuery page, CallerGrains grains) =>
        TypedResults.Ok(await grains.Of<IKnowledgeGrain>().List(page.After, page.Limit));

    private static async Task<Results<Created<ArticleView>, Problem>> Create(ArticleInput article, IdempotencyKey key, CallerGrains grains)
    {
        var id = key.NewId(grains.Tenant, Route);
        return (await grains.Get<IArticleGrain>(id).Create(article.Command)).Created($"{AtheraApi.Root}{Route}/{id}", static view => view);
    }

    private static async Task<Results<Ok<KnowledgeFound>, Problem>> Search(Body<SearchKnowledgeBody> body, CallerGrains grains) =>
        (await grains.Of<IKnowledgeGrain>().Search(
            new SearchKnowledge(body.Value.Query, body.Value.Language, body.Value.Limit ?? DefaultFound))).Shown();

    private static async Task<Results<Ok<ArticleView>, Problem>> Get(ArticleId id, CallerGrains grains) =>
        (await grains.Get<IArticleGrain>(id.Value).Get()).Shown();

    private static async Task<Results<Ok<ArticlePartsBody>, Problem>> Parts(ArticleId id, PageQuery page, CallerGrains grains)
    {
        var after = -1;
        if (page.After is not null && !int.TryParse(page.After, NumberStyles.None, CultureInfo.InvariantCulture, out after))
            return Problem.Field("after", "Is no place a page ended.");
        return (await grains.Get<IArticleGrain>(id.Value).Parts(after, page.Limit)).Shown(static parts => new ArticlePartsBody(
            parts.Version, parts.Parts, parts.Next?.ToString(CultureInfo.InvariantCulture)));
    }

    private static async Task<Results<Ok<ArticleView>, Problem>> Replace(ArticleId id, ArticleInput article, CallerGrains grains) =>
        (await grains.Get<IArticleGrain>(id.Value).Replace(article.Command)).Shown();

    private static async Task<Results<Ok<ArticleView>, Problem>> Change(ArticleId id, Body<ChangeArticleBody> body, CallerGrains grains) =>
        (await grains.Get<IArticleGrain>(id.Value).Change(new ChangeArticle(body.Value.Title, body.Value.Language))).Shown();

    private static async Task<Results<NoContent, Problem>> Delete(ArticleId id, CallerGrains grains) =>
        (await grains.Get<IArticleGrain>(id.Value).Delete()).Gone();
}
