using Athera.Api.Contract;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Athera.Api.Health;

/// <summary>Whether the process runs, and whether it can serve. The host registers what it takes to serve as health checks.</summary>
internal static class HealthEndpoints
{
    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = static _ => false, ResponseWriter = Write });
        routes.MapHealthChecks("/health/ready", new HealthCheckOptions { ResponseWriter = Write });
    }

    // Anyone may ask, so only what a check says on purpose is shown: an exception's text may name servers and accounts.
    private static Task Write(HttpContext context, HealthReport report)
    {
        var reasons = new Dictionary<string, string>();
        foreach (var (name, entry) in report.Entries)
            if (entry.Status != HealthStatus.Healthy)
                reasons[name] = entry.Exception is null && entry.Description is { } description ? description : "It does not answer.";
        return context.Response.WriteAsJsonAsync(new Health(report.Status, reasons), ContractJson.Options, context.RequestAborted);
    }

    private sealed record Health(HealthStatus Status, IReadOnlyDictionary<string, string> Reasons);
}
