using System.Globalization;
using System.Threading.RateLimiting;
using Athera.Api.Contract;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;

namespace Athera.Api.Access;

/// <summary>How fast one key may ask. Webhooks are not counted: a provider that is turned away comes back with more.</summary>
internal static class RequestRate
{
    public const string Policy = "per-key";

    public static void Add(RateLimiterOptions options, int requestsPerSecond)
    {
        options.OnRejected = static (rejected, _) => Refuse(rejected.HttpContext);
        options.AddPolicy(Policy, context => RateLimitPartition.GetTokenBucketLimiter(
            CallerIdentity.Of(context.User)?.User ?? "",
            _ => new TokenBucketRateLimiterOptions
            {
                TokenLimit = requestsPerSecond,
                TokensPerPeriod = requestsPerSecond,
                ReplenishmentPeriod = TimeSpan.FromSeconds(1),
                QueueLimit = 0,
            }));
    }

    private static ValueTask Refuse(HttpContext context)
    {
        context.Response.Headers.RetryAfter = 1.ToString(CultureInfo.InvariantCulture);
        return new(Problem.OfStatus(StatusCodes.Status429TooManyRequests).ExecuteAsync(context));
    }
}
