using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.WebUtilities;

namespace Athera.Api.Contract;

/// <summary>Every answer that is a no: RFC 9457 problem details with a stable type.</summary>
public sealed class Problem : IResult, IStatusCodeHttpResult, IEndpointMetadataProvider
{
    /// <summary>The media type of problem details.</summary>
    public const string MediaType = "application/problem+json";

    private const int RetryAfterSeconds = 2;

    private readonly int _status;
    private readonly string _code;
    private readonly string _detail;
    private readonly IReadOnlyDictionary<string, string[]>? _errors;

    private Problem(int status, string code, string detail, IReadOnlyDictionary<string, string[]>? errors = null)
    {
        _status = status;
        _code = code;
        _detail = detail;
        _errors = errors;
    }

    int? IStatusCodeHttpResult.StatusCode => _status;

    /// <summary>There is no such thing, or it is another tenant's.</summary>
    public static Problem NotFound { get; } = Of(Refusal.NotFound);

    /// <summary>The one place where a refusal gets its status.</summary>
    public static Problem Of(Refusal refusal)
    {
        var status = refusal.Kind switch
        {
            RefusalKind.NotFound => StatusCodes.Status404NotFound,
            RefusalKind.Invalid => StatusCodes.Status422UnprocessableEntity,
            RefusalKind.Conflict => StatusCodes.Status409Conflict,
            RefusalKind.Forbidden => StatusCodes.Status403Forbidden,
            RefusalKind.Unavailable => StatusCodes.Status503ServiceUnavailable,
            _ => throw new ArgumentOutOfRangeException(nameof(refusal), refusal.Kind, "A kind of refusal without a status."),
        };
        var errors = refusal.Fields?.ToDictionary(static field => field.Key, static field => new[] { field.Value });
        return new Problem(status, refusal.Code, refusal.Message, errors);
    }

    /// <summary>The input breaks a rule in one field.</summary>
    public static Problem Field(string field, string wrong) => Of(Refusal.Invalid(field, wrong));

    /// <summary>The input breaks rules, by field.</summary>
    public static Problem Fields(IReadOnlyDictionary<string, string[]> errors) =>
        new(StatusCodes.Status422UnprocessableEntity, "invalid", "The input breaks a rule.", errors);

    /// <summary>What the server itself found wrong with a request, known by its status only.</summary>
    public static Problem OfStatus(int status) => status switch
    {
        StatusCodes.Status400BadRequest => new(status, "malformed", "The request could not be read."),
        StatusCodes.Status401Unauthorized => new(status, "unauthenticated", "A valid key is needed: Authorization: Bearer <API key>."),
        StatusCodes.Status403Forbidden => new(status, "forbidden", "This key may not do that."),
        StatusCodes.Status404NotFound => NotFound,
        StatusCodes.Status405MethodNotAllowed => new(status, "method_not_allowed", "This method is not offered here."),
        StatusCodes.Status408RequestTimeout => new(status, "request_timeout", "The request came in too slowly."),
        StatusCodes.Status413PayloadTooLarge => new(status, "too_large", "The body is larger than is taken in."),
        StatusCodes.Status415UnsupportedMediaType => new(status, "unsupported_media_type", "The body has to be application/json."),
        StatusCodes.Status429TooManyRequests => new(status, "too_many_requests", "This key asks faster than it may."),
        StatusCodes.Status503ServiceUnavailable => Of(Refusal.Unavailable),
        >= 400 and < 500 => new(status, "refused", "The request was refused."),
        _ => new(StatusCodes.Status500InternalServerError, "internal", "Something went wrong inside; it has been recorded."),
    };

    /// <summary>The body is not JSON.</summary>
    public static Problem MalformedJson(string field) => new(
        StatusCodes.Status400BadRequest, "malformed_json", "The body is not valid JSON.",
        new Dictionary<string, string[]> { [field] = ["Not valid JSON."] });

    /// <inheritdoc/>
    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = _status;
        if (_status is StatusCodes.Status503ServiceUnavailable && response.Headers.RetryAfter.Count == 0)
            response.Headers.RetryAfter = RetryAfterSeconds.ToString(CultureInfo.InvariantCulture);
        var body = new ProblemBody
        {
            Type = "urn:athera:problem:" + _code,
            Title = ReasonPhrases.GetReasonPhrase(_status),
            Status = _status,
            Code = _code,
            Detail = _detail,
            Errors = _errors,
            TraceId = Activity.Current?.Id ?? httpContext.TraceIdentifier,
        };
        return response.WriteAsJsonAsync(body, ContractJson.Options, MediaType, httpContext.RequestAborted);
    }

    /// <summary>Says in the API description what a problem looks like, for whichever status it comes with.</summary>
    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder)
    {
        foreach (var status in Described)
            builder.Metadata.Add(new ProducesResponseTypeMetadata(status, typeof(ProblemBody), [MediaType]));
    }

    private static readonly int[] Described = [400, 401, 403, 404, 409, 413, 422, 429, 503];
}
