using System.Collections;
using System.Diagnostics;

namespace Athera.Testing;

/// <summary>
/// Waits for what must come true by looking again and again. The one place in which a test passes time: everywhere else it waits
/// for something.
/// </summary>
public static class Eventually
{
    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(50);

    /// <summary>Far more than anything here takes, so that only a fault reaches it.</summary>
    public static TimeSpan Patience { get; } = TimeSpan.FromSeconds(60);

    /// <summary>Reads until what was read is right, and gives it.</summary>
    /// <exception cref="TimeoutException">It never was; the text says what was read last.</exception>
    public static async Task<T> SeesAsync<T>(
        Func<Task<T>> read, Func<T, bool> right, CancellationToken cancellation, TimeSpan? within = null)
    {
        var last = await LastAsync(read, right, cancellation, within);
        return right(last) ? last : throw new TimeoutException($"Not in {within ?? Patience}; seen last: {Describe(last)}");
    }

    /// <summary>Reads until what was read is right or the time is up, and gives what was read last.</summary>
    public static async Task<T> LastAsync<T>(
        Func<Task<T>> read, Func<T, bool> right, CancellationToken cancellation, TimeSpan? within = null)
    {
        var started = Stopwatch.GetTimestamp();
        while (true)
        {
            var seen = await read();
            if (right(seen) || Stopwatch.GetElapsedTime(started) > (within ?? Patience))
                return seen;
            await Task.Delay(_pause, cancellation);
        }
    }

    private static string Describe(object? seen) => seen is IEnumerable many and not string
        ? string.Join(", ", many.Cast<object?>())
        : seen?.ToString() ?? "nothing";
}
