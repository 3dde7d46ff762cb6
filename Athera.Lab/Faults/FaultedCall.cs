using Athera.Lab.Wire;
using Microsoft.AspNetCore.Http;

namespace Athera.Lab.Faults;

/// <summary>Plays a fault on a live request.</summary>
internal static class FaultedCall
{
    /// <summary>
    /// Runs the call through the fault and answers the caller. The call is taken before any delay, so that a late answer is
    /// about something that has happened.
    /// </summary>
    /// <returns>The status the caller saw, or null when it saw none.</returns>
    public static async Task<int?> PlayAsync(HttpContext context, Fault fault, TimeProvider time, Func<ProviderAnswer> take)
    {
        var ordinary = fault.Takes ? take() : null;
        using var end = RequestEnd.Of(context);
        try
        {
            if (fault.Delay > TimeSpan.Zero) await Task.Delay(fault.Delay, time, end.Token);
            if (fault.Ending is FaultEnding.Hanging) await Task.Delay(Timeout.InfiniteTimeSpan, time, end.Token);
            if (fault.Ending is FaultEnding.Dropped)
            {
                context.Abort();
                return null;
            }

            var answer = fault.Ending is FaultEnding.Answered ? fault.Answer! : ordinary!;
            await answer.WriteAsync(context);
            return answer.Status;
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            context.Abort(); // The caller gave up, which is what such a fault is for; or the host ends, and it hears nothing.
            return null;
        }
    }
}
