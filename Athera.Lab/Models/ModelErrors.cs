using System.Globalization;
using System.Text.Json.Nodes;
using Athera.Lab.Faults;

namespace Athera.Lab.Models;

/// <summary>Errors of a model service.</summary>
public static class ModelErrors
{
    internal static ProviderAnswer Unauthorized { get; } = Error(
        401, "401", "Access denied due to invalid subscription key or wrong API endpoint.");

    internal static ProviderAnswer TooLarge { get; } = Error(413, "413", "Request body is too large.");

    internal static ProviderAnswer NotJson { get; } = Error(400, "invalid_request_error", "The body is not a JSON object.");

    // The result is named in the singular here, in the plural in answers.
    internal static ProviderAnswer PromptFiltered { get; } = new(400, new JsonObject
    {
        ["error"] = new JsonObject
        {
            ["message"] = "The response was filtered due to the prompt triggering the content management policy.",
            ["type"] = null,
            ["param"] = "prompt",
            ["code"] = "content_filter",
            ["status"] = 400,
            ["innererror"] = new JsonObject
            {
                ["code"] = "ResponsibleAIPolicyViolation",
                ["content_filter_result"] = ModelFilter.Prompt(jailbreak: true),
            },
        },
    }.ToJsonString());

    /// <summary>The prompt is longer than the model reads.</summary>
    public static ProviderAnswer ContextTooLong { get; } = Error(
        400, "context_length_exceeded", "This model's maximum context length was exceeded.");

    internal static ProviderAnswer NoDeployment { get; } = Error(
        404, "DeploymentNotFound", "The API deployment for this resource does not exist.");

    internal static ProviderAnswer Invalid(string message) => Error(400, "invalid_request_error", message);

    internal static ProviderAnswer Unsupported(string parameter) => Error(
        400, "unsupported_parameter", $"Unsupported parameter: '{parameter}' is not supported with this model.");

    internal static ProviderAnswer Failed(int status) => Error(
        status, status == 429 ? "RateLimitReached" : "InternalServerError", "The server had an error while processing your request.");

    internal static ProviderAnswer RateLimited(RetryAfterForm form, TimeSpan wait, DateTimeOffset now) =>
        Error(429, "RateLimitReached", "Requests have exceeded the call rate limit.") with { Headers = Waits(form, wait, now) };

    internal static ProviderAnswer Overloaded(RetryAfterForm form, TimeSpan wait, DateTimeOffset now) =>
        Failed(503) with { Headers = Waits(form, wait, now) };

    // It comes with the status of a rate limit, and is none.
    internal static ProviderAnswer QuotaUsedUp { get; } = Error(429, "insufficient_quota", "You exceeded your current quota.");

    internal static JsonObject Event() => new()
    {
        ["error"] = new JsonObject { ["message"] = "The server had an error while processing your request.", ["code"] = "500" },
    };

    private static Dictionary<string, string> Waits(RetryAfterForm form, TimeSpan wait, DateTimeOffset now)
    {
        var milliseconds = ((long)wait.TotalMilliseconds).ToString(CultureInfo.InvariantCulture);
        var headers = new Dictionary<string, string>();
        if (form is RetryAfterForm.Milliseconds) headers["retry-after-ms"] = milliseconds;
        if (form is RetryAfterForm.MicrosoftMilliseconds) headers["x-ms-retry-after-ms"] = milliseconds;
        if (form is RetryAfterForm.Seconds)
            headers["Retry-After"] = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        if (form is RetryAfterForm.Date) headers["Retry-After"] = (now + wait).ToString("R", CultureInfo.InvariantCulture);
        return headers;
    }

    private static ProviderAnswer Error(int status, string code, string message) => new(status, new JsonObject
    {
        ["error"] = new JsonObject
        {
            ["message"] = message,
            ["type"] = status < 500 ? "invalid_request_error" : "server_error",
            ["param"] = null,
            ["code"] = code,
        },
    }.ToJsonString());
}
