using Athera.Channels;
using Athera.Messages;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Athera.Api.Description;

/// <summary>Says what ids look like: their types write themselves as text, which their members do not show.</summary>
internal static class DescribedIds
{
    public static Task Add(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellation)
    {
        var type = Nullable.GetUnderlyingType(context.JsonTypeInfo.Type) ?? context.JsonTypeInfo.Type;
        var pattern = type == typeof(MessageId) ? "^[0-9a-f]{32}-[0-9]+$"
            : type == typeof(AccountAgent) ? "^(default|nobody|[0-9a-f]{32})$"
            : IsOpaqueId(type) ? "^[0-9a-f]{32}$"
            : null;
        if (pattern is null)
            return Task.CompletedTask;
        var nullable = type != context.JsonTypeInfo.Type;
        schema.Type = nullable ? JsonSchemaType.String | JsonSchemaType.Null : JsonSchemaType.String;
        schema.Pattern = pattern;
        schema.Properties?.Clear();
        return Task.CompletedTask;
    }

    private static bool IsOpaqueId(Type type) => type.IsValueType && Array.Exists(
        type.GetInterfaces(), static face => face.IsGenericType && face.GetGenericTypeDefinition() == typeof(IOpaqueId<>));
}
