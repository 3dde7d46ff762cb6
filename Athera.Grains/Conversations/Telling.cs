using Athera.Journal;

namespace Athera.Conversations;

/// <summary>
/// Brings a conversation what was worked for: a model's answer, the outcome of a call. While it cannot be stored it is told again,
/// since what is not stored is done a second time. In the same way it fetches what it takes to begin.
/// </summary>
internal static class Telling
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(200), LongestPause = TimeSpan.FromSeconds(5);

    /// <summary>Whether it was heard, be it that the conversation had no use for it.</summary>
    /// <param name="tell">Tells.</param>
    /// <param name="patience">How long to go on.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="cancellation">Gives up between two tries.</param>
    public static async Task<bool> TellAsync(
        Func<Task<Result<Done>>> tell, TimeSpan patience, TimeProvider clock, CancellationToken cancellation)
    {
        var started = clock.GetTimestamp();
        for (var pause = FirstPause; !await TryAsync(tell); pause = 2 * pause < LongestPause ? 2 * pause : LongestPause)
        {
            if (cancellation.IsCancellationRequested || clock.GetElapsedTime(started) + pause > patience)
                return false;
            await Task.Delay(pause, clock, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        }
        return true;
    }

    /// <summary>Fetches what cannot be done without; <see langword="null"/> if it could not be had in time.</summary>
    /// <param name="fetch">Fetches.</param>
    /// <param name="patience">How long to go on.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="cancellation">Gives up between two tries.</param>
    public static async Task<T?> FetchAsync<T>(Func<Task<T>> fetch, TimeSpan patience, TimeProvider clock, CancellationToken cancellation)
        where T : class
    {
        T? fetched = null;
        await TellAsync(
            async () =>
            {
                fetched = await fetch();
                return Done.Value;
            },
            patience, clock, cancellation);
        return fetched;
    }

    private static async Task<bool> TryAsync(Func<Task<Result<Done>>> tell)
    {
        try
        {
            return await tell() is not { Refusal.Kind: RefusalKind.Unavailable };
        }
        catch (Exception e) when (e is StoreUnavailableException or OrleansException or TimeoutException)
        {
            return false;
        }
    }
}
