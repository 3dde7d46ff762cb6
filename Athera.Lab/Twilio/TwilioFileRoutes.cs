using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Athera.Lab.Twilio;

/// <summary>
/// Files at the fake Twilio: the API's address asks for the account's name and token and leads to a storage host, which refuses
/// whoever shows it either.
/// </summary>
internal sealed class TwilioFileRoutes(FakeTwilio twilio, TimeProvider time)
{
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("2010-04-01/Accounts/{accountSid}/Messages/{sid}/Media/{mediaSid}", FindAsync);
        routes.MapGet("storage/{mediaSid}", DownloadAsync);
    }

    private Task FindAsync(HttpContext context)
    {
        if (TwilioRoutes.Authenticated(context, twilio) is null)
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return Task.CompletedTask;
        }
        context.Response.StatusCode = StatusCodes.Status307TemporaryRedirect;
        context.Response.Headers.Location =
            $"{context.Request.Scheme}://{context.Request.Host}{LabHosting.TwilioPath}/storage/{context.Request.RouteValues["mediaSid"]}";
        return Task.CompletedTask;
    }

    private Task DownloadAsync(HttpContext context)
    {
        if (context.Request.Headers.Authorization.Count > 0)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return Task.CompletedTask;
        }
        return twilio.Files.WriteAsync(context, (string)context.Request.RouteValues["mediaSid"]!, time);
    }
}
