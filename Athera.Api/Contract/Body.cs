using System.Reflection;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;

namespace Athera.Api.Contract;

/// <summary>
/// A JSON body. The rules it has to keep stand as attributes on <typeparamref name="T"/>, once, for the check and for the API
/// description alike.
/// </summary>
/// <typeparam name="T">Its shape.</typeparam>
internal sealed class Body<T> : IReadInput, IBindableFromHttpContext<Body<T>>, IEndpointParameterMetadataProvider where T : class
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 32 };
    private readonly T? _value;

    private Body(T value) => _value = value;

    private Body(Problem wrong) => Wrong = wrong;

    public T Value => _value ?? throw new InvalidOperationException("A body that could not be read has no value.");

    public Problem? Wrong { get; }

    public static async ValueTask<Body<T>?> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        if (!context.Request.HasJsonContentType())
            return new(Problem.OfStatus(StatusCodes.Status415UnsupportedMediaType));
        try
        {
            // Syntax first, shape second: only the second kind of mistake has a field.
            using var json = await JsonDocument.ParseAsync(context.Request.Body, Strict, context.RequestAborted);
            return Read(json.RootElement);
        }
        catch (JsonException)
        {
            return new(Problem.MalformedJson("body"));
        }
        catch (BadHttpRequestException refused)
        {
            return new(Problem.OfStatus(refused.StatusCode));
        }
    }

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) =>
        builder.Metadata.Add(new AcceptsMetadata(["application/json"], typeof(T)));

    private static Body<T> Read(JsonElement json)
    {
        if (json.ValueKind is not JsonValueKind.Object)
            return new(Problem.Field("body", "Has to be a JSON object."));
        try
        {
            var value = json.Deserialize<T>(ContractJson.Reading)!;
            return FieldRules.Broken(value) is { } errors ? new(Problem.Fields(errors)) : new(value);
        }
        catch (JsonException mismatch)
        {
            return new(Problem.Field(FieldRules.NameOf(mismatch), "Is of the wrong type or form."));
        }
    }
}
