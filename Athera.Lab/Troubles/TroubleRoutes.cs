using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Athera.Lab.Troubles;

/// <summary>Makes trouble from the page.</summary>
internal sealed class TroubleRoutes(TroubleCatalog troubles)
{
    // Whoever sets this header runs on our own page: another site would first have to ask, and is never answered.
    private const string OwnPageHeader = "X-Lab";

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("troubles", ListAsync);
        routes.MapPost("troubles/{key}", ArmAsync);
        routes.MapDelete("troubles", ClearAsync);
    }

    private Task ListAsync(HttpContext context)
    {
        var list = new TroubleList([.. troubles.All.Select(each => new TroubleView(each.Key, each.Provider, each.Title))]);
        return Results.Json(list, TroubleJson.Default.TroubleList).ExecuteAsync(context);
    }

    private Task ArmAsync(HttpContext context)
    {
        if (!context.Request.Headers.ContainsKey(OwnPageHeader))
            return Results.Problem("The X-Lab header is missing.", statusCode: 400).ExecuteAsync(context);
        if (troubles.Find(context.Request.RouteValues["key"] as string) is not { } trouble)
            return Results.Problem("There is no such trouble.", statusCode: 404).ExecuteAsync(context);
        trouble.Arm();
        return Results.NoContent().ExecuteAsync(context);
    }

    private Task ClearAsync(HttpContext context)
    {
        troubles.Clear();
        return Results.NoContent().ExecuteAsync(context);
    }
}
