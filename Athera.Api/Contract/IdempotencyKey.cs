using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.OpenApi;

namespace Athera.Api.Contract;

/// <summary>
/// The <c>Idempotency-Key</c> of a request that creates something. The new thing's id follows from it, so a repetition reaches
/// the same grain, which sees that it has been done: nothing about keys needs to be stored, and nothing can expire too early.
/// </summary>
internal sealed class IdempotencyKey : IReadInput, IBindableFromHttpContext<IdempotencyKey>, IEndpointParameterMetadataProvider
{
    public const string Header = "Idempotency-Key";
    public const int MaxLength = 128;

    public string? Text { get; private init; }

    public Problem? Wrong { get; private init; }

    public static ValueTask<IdempotencyKey?> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        var values = context.Request.Headers[Header];
        return ValueTask.FromResult<IdempotencyKey?>(values.Count switch
        {
            0 => new IdempotencyKey(),
            1 when values[0] is { Length: > 0 and <= MaxLength } text && Ascii.IsValid(text) => new IdempotencyKey { Text = text },
            _ => new IdempotencyKey { Wrong = Problem.Field(Header, "Given once, 1 to 128 ASCII characters.") },
        });
    }

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) => builder.Metadata.Add(
        new InputField(Header, JsonSchemaType.String, "Repeating a request with the same key does not do it twice; 1 to 128 characters.")
        {
            In = ParameterLocation.Header,
        });

    /// <summary>The id of the thing to create; a random one without a key.</summary>
    /// <param name="tenant">Whose key it is: the same key of two tenants means two things.</param>
    /// <param name="route">What is created: the same key on two routes means two things.</param>
    public OpaqueId NewId(TenantId tenant, string route)
    {
        if (Text is null)
            return OpaqueId.New();
        // The key comes last: it is the only part that may hold the separator.
        var digest = SHA256.HashData(Encoding.UTF8.GetBytes($"athera-idempotency|{tenant}|{route}|{Text}"));
        return OpaqueId.FromBytes(digest);
    }
}
