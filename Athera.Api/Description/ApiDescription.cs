using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Scalar.AspNetCore;

namespace Athera.Api.Description;

/// <summary>The API described by itself, for programs at <c>/openapi/v1.json</c> and for people at <c>/docs</c>.</summary>
internal static class ApiDescription
{
    private const string Document = "v1";

    public static void AddApiDescription(this IServiceCollection services) => services.AddOpenApi(Document, static options =>
    {
        options.ShouldInclude = static api => api.RelativePath?.StartsWith("api/", StringComparison.Ordinal) is true;
        options.AddDocumentTransformer(DescribedApi.Introduce);
        options.AddOperationTransformer(DescribedInputs.Add);
        options.AddSchemaTransformer(DescribedIds.Add);
    });

    public static void MapApiDescription(this IEndpointRouteBuilder routes)
    {
        routes.MapOpenApi("/openapi/{documentName}.json");
        // The script of the page comes out of the package; with fonts, telemetry and the assistant off it asks no other server.
        routes.MapScalarApiReference("/docs", static page => page
            .WithTitle("Athera API")
            .AddDocument(Document)
            .DisableDefaultFonts()
            .DisableTelemetry()
            .DisableAgent()
            .DisableMcp());
    }
}
