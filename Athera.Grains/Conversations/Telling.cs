using Athera.Journal;
using Orleans.Runtime;

namespace Athera.Conversations;

/// <summary>
/// Brings a conversation what was done for it. Told once only, work that ends while the database is away would be waited for until its
/// deadline although everybody is ready to go on.
/// </summary>
public static class Telling
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(250), LongestPause = TimeSpan.FromSeconds(2);

    /// <summary>Tells it, and tells it again while it cannot be stored. The conversation takes in nothing twice.</summary>
    /// <param name="tell">Tells it.</param>
    /// <param name="clock">The clock of the pauses.</param>
    /// <param name="cancellation">Gives it up.</param>
    /// <exception cref="OperationCanceledException">Nobody waits for it any more.</exception>
    public static async Task UntilStoredAsync(Func<Task<Result<Done>>> tell, TimeProvider clock, CancellationToken cancellation)
    {
        for (var pause = FirstPause; !await IsStoredAsync(tell); pause = pause < LongestPause ? 2 * pause : LongestPause)
            await Task.Delay(pause, clock, cancellation);
    }

    // Any other refusal would be the same the next time. A conversation that cannot even be loaded throws.
    private static async Task<bool> IsStoredAsync(Func<Task<Result<Done>>> tell)
    {
        try
        {
            return await tell() is not { Granted: false, Refusal.Kind: RefusalKind.Unavailable };
        }
        catch (Exception e) when (e is StoreUnavailableException or OrleansException or TimeoutException)
        {
            return false;
        }
    }
}
