using Athera.Api.Access;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Athera.Api.Description;

/// <summary>What holds for the whole API: its name and how a caller proves who it is.</summary>
internal static class DescribedApi
{
    public static Task Introduce(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellation)
    {
        document.Info = new OpenApiInfo
        {
            Title = "Athera",
            Version = "v1",
            Description =
                "Lists come in pages: ask on with `after` = the page's `next`. Refusals are RFC 9457 problem details with a stable `type`. "
                + "An id of another tenant answers 404, exactly like an id that does not exist.",
        };
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
        {
            [BearerAuthentication.SchemeName] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "An API key of the tenant, or the platform's.",
            },
        };
        document.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(BearerAuthentication.SchemeName, document)] = [] }];
        return Task.CompletedTask;
    }
}
