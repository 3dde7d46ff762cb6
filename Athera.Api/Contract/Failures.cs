using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Athera.Api.Contract;

/// <summary>Turns an exception nobody expected into a problem that tells nothing about the inside.</summary>
internal static class Failures
{
    public static void UseFailures(this IApplicationBuilder app) => app.UseExceptionHandler(new ExceptionHandlerOptions
    {
        ExceptionHandler = Answer,
        // The handler itself records what happened; a second record would carry the address of the request.
        SuppressDiagnosticsCallback = static _ => true,
    });

    private static Task Answer(HttpContext context)
    {
        var failure = context.Features.GetRequiredFeature<IExceptionHandlerFeature>().Error;
        SecurityHeaders.Apply(context);
        var logger = context.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger("Athera.Api.Failures");
        switch (failure)
        {
            case BadHttpRequestException refused:
                return Problem.OfStatus(refused.StatusCode).ExecuteAsync(context);
            case OrleansException or TimeoutException:
                logger.SiloUnavailable(failure, context.TraceIdentifier);
                return Problem.OfStatus(StatusCodes.Status503ServiceUnavailable).ExecuteAsync(context);
            default:
                logger.RequestFailed(failure, context.TraceIdentifier);
                return Problem.OfStatus(StatusCodes.Status500InternalServerError).ExecuteAsync(context);
        }
    }
}
