using System.ClientModel;
using System.ClientModel.Primitives;
using System.Globalization;
using Athera.Conversations;
using Azure.Identity;

namespace Athera.Turns.Models;

/// <summary>How a call to a model failed, as far as it matters for what to do next.</summary>
/// <param name="Fault">One of <see cref="TurnFaults"/>.</param>
internal sealed record ModelFailure(string Fault)
{
    /// <summary>What services tell the wait in, the most exact first.</summary>
    private static readonly string[] InMilliseconds = ["retry-after-ms", "x-ms-retry-after-ms"];

    private static readonly TimeSpan Longest = TimeSpan.FromDays(365);

    /// <summary>The answer broke off, or had no end.</summary>
    public static ModelFailure BrokenOff { get; } = new(TurnFaults.Unusable) { IsPassing = true };

    /// <summary>The same call may well succeed a little later.</summary>
    public bool IsPassing { get; init; }

    /// <summary>It was refused before a word was written, so that it costs nothing.</summary>
    public bool IsFree { get; init; }

    /// <summary>How long the service wants to be left alone.</summary>
    public TimeSpan? Told { get; init; }

    /// <summary>What an exception says.</summary>
    /// <param name="error">Anything a provider's client throws, apart from a cancellation.</param>
    /// <param name="now">The time, for waits told as a date.</param>
    public static ModelFailure Of(Exception error, DateTimeOffset now) => error switch
    {
        ClientResultException refused => Of(refused, now),
        AuthenticationFailedException => new(TurnFaults.ModelUnavailable) { IsPassing = true, IsFree = true },
        IOException or HttpRequestException => new(TurnFaults.ModelUnavailable) { IsPassing = true },
        _ => new(TurnFaults.ModelUnavailable),
    };

    private static ModelFailure Of(ClientResultException refused, DateTimeOffset now)
    {
        var response = refused.GetRawResponse();
        if (refused.Status == 400 && Says(response, "content_filter"))
            return new(TurnFaults.Filtered);
        return new(TurnFaults.ModelUnavailable)
        {
            // 0 is a connection that came to nothing. A quota that is used up comes as 429 too, and no wait helps.
            IsPassing = refused.Status is 0 or 408 or 409 or 429 or 500 or 502 or 503 or 504 && !Says(response, "insufficient_quota"),
            IsFree = refused.Status is >= 400 and < 500,
            Told = response is null ? null : WaitOf(response.Headers, now),
        };
    }

    private static TimeSpan? WaitOf(PipelineResponseHeaders headers, DateTimeOffset now)
    {
        foreach (var name in InMilliseconds)
        {
            if (headers.TryGetValue(name, out var told) && NumberOf(told) is { } milliseconds)
                return Bounded(milliseconds / 1000);
        }
        if (!headers.TryGetValue("Retry-After", out var after))
            return null;
        if (NumberOf(after) is { } seconds)
            return Bounded(seconds);
        return DateTimeOffset.TryParse(after, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var until)
            ? Bounded((until - now).TotalSeconds)
            : null;
    }

    private static double? NumberOf(string? text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static TimeSpan Bounded(double seconds) => TimeSpan.FromSeconds(Math.Clamp(seconds, 0, Longest.TotalSeconds));

    private static bool Says(PipelineResponse? response, string code) =>
        response?.Content.ToString().Contains($"\"{code}\"", StringComparison.Ordinal) == true;
}
