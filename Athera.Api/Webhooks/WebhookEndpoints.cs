using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Athera.Api.Webhooks;

/// <summary>Where providers deliver: the same three shapes of route for every provider, none of them named here.</summary>
internal static class WebhookEndpoints
{
    public const string Provider = "provider";
    public const string Account = "accountId";
    public const string Topic = "topic";

    private static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Post];

    public static void MapWebhooks(this IEndpointRouteBuilder routes)
    {
        var reception = routes.ServiceProvider.GetRequiredService<WebhookReception>();
        RequestDelegate receive = reception.Receive;
        foreach (var pattern in new[]
        {
            $"/webhooks/{{{Provider}}}",
            $"/webhooks/{{{Provider}}}/{{{Account}}}",
            $"/webhooks/{{{Provider}}}/{{{Account}}}/{{{Topic}}}",
        })
            // The hottest path: nothing between routing and the reception concerns it.
            routes.MapMethods(pattern, Methods, receive).ShortCircuit();
    }
}
