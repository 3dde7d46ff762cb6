using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Athera.Lab.Twilio;

/// <summary>The services of Twilio beside sending: content templates, and the sign that somebody writes.</summary>
internal sealed class TwilioContentRoutes(FakeTwilio twilio)
{
    private const int LargestPage = 500;

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("v1/ContentAndApprovals", context => ListAsync(context, approvals: true));
        routes.MapGet("v1/Content", context => ListAsync(context, approvals: false));
        routes.MapPost("v2/Indicators/Typing.json", TypingAsync);
    }

    private Task ListAsync(HttpContext context, bool approvals)
    {
        var query = context.Request.Query;
        var size = int.TryParse(query["PageSize"], out var asked) ? Math.Clamp(asked, 1, LargestPage) : 50;
        var page = int.TryParse(query["Page"], out var at) ? Math.Max(0, at) : 0;
        var answer = twilio.Contents.Page(
            page, size, next => $"https://content.twilio.com{context.Request.Path.Value![context.Request.Path.Value!.IndexOf("/v1/", StringComparison.Ordinal)..]}?PageSize={size}&Page={next}",
            approvals);
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(answer.ToJsonString(), context.RequestAborted);
    }

    private async Task TypingAsync(HttpContext context)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        twilio.Typing.Add(_ => form["messageId"].ToString());
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync("""{"success":true}""", context.RequestAborted);
    }
}
