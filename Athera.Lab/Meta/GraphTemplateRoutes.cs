using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Athera.Lab.Meta;

/// <summary>The list of templates at the fake Graph API.</summary>
internal sealed class GraphTemplateRoutes(FakeGraph graph)
{
    private const int LargestPage = 250;

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("{businessAccountId}/message_templates", ListAsync);
        routes.MapGet("{version}/{businessAccountId}/message_templates", ListAsync);
    }

    private Task ListAsync(HttpContext context)
    {
        var query = context.Request.Query;
        var limit = int.TryParse(query["limit"], out var asked) ? Math.Clamp(asked, 1, LargestPage) : 25;
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(graph.Templates.Page(query["after"], limit).ToJsonString(), context.RequestAborted);
    }
}
