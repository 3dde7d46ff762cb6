using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Logging;

namespace Athera.Api.Inbox;

/// <summary>A no to a hub call: <c>code: text</c>, the only form in which the hub can say one.</summary>
internal static class HubRefusal
{
    public static HubException Of(string code, string message) => new($"{code}: {message}");

    public static HubException Of(Refusal refusal) => Of(refusal.Code, refusal.Fields is { Count: > 0 } fields
        ? string.Join(' ', fields.Select(static field => $"{field.Key}: {field.Value}"))
        : refusal.Message);

    /// <summary>What was granted.</summary>
    /// <exception cref="HubException">It was refused.</exception>
    public static T Unless<T>(Result<T> result) where T : class => result.Granted ? result.Value : throw Of(result.Refusal);
}

/// <summary>Says that no silo could serve a call, where SignalR would only say that something happened.</summary>
internal sealed class HubFailures(ILogger<HubFailures> logger) : IHubFilter
{
    public async ValueTask<object?> InvokeMethodAsync(
        HubInvocationContext invocationContext, Func<HubInvocationContext, ValueTask<object?>> next)
    {
        try
        {
            return await next(invocationContext);
        }
        catch (Exception failure) when (failure is OrleansException or TimeoutException)
        {
            logger.CallUnavailable(failure, invocationContext.HubMethodName);
            throw HubRefusal.Of(Refusal.Unavailable);
        }
    }
}
