using System.Net.Mime;
using Athera.Api.Contract;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Athera.Api.Description;

/// <summary>Adds what endpoints read by themselves: query and header fields, and JSON bodies.</summary>
internal static class DescribedInputs
{
    public static async Task Add(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellation)
    {
        foreach (var metadata in context.Description.ActionDescriptor.EndpointMetadata)
            switch (metadata)
            {
                case InputField field:
                    (operation.Parameters ??= []).Add(Parameter(field));
                    break;
                case IAcceptsMetadata { RequestType: { } type } when operation.RequestBody is null:
                    var schema = await context.GetOrCreateSchemaAsync(type, null, cancellation);
                    operation.RequestBody = new OpenApiRequestBody
                    {
                        Required = true,
                        Content = new Dictionary<string, OpenApiMediaType>
                        {
                            [MediaTypeNames.Application.Json] = new() { Schema = schema },
                        },
                    };
                    break;
            }
    }

    private static OpenApiParameter Parameter(InputField field) => new()
    {
        Name = field.Name,
        In = field.In,
        Required = field.Required,
        Description = field.Description,
        Schema = new OpenApiSchema { Type = field.Type },
    };
}
