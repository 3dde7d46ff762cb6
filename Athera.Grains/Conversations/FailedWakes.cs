using System.Collections.Concurrent;
using Athera.Journal;

namespace Athera.Conversations;

/// <summary>
/// Counts calls to owners of due work that fail for a reason that does not pass, so that they are called ever more rarely and a person
/// is told once. A silo counts for itself: with several, it takes as many more calls.
/// </summary>
internal sealed class FailedWakes
{
    /// <summary>Failures in a row after which it is told.</summary>
    public const int Limit = 3;

    /// <summary>More at once is not some poison but an outage, and then counting helps nobody.</summary>
    private const int MaxCounted = 10_000;

    // Three silos that each see every third failure have all seen three within a minute.
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(5), LongestPause = TimeSpan.FromHours(1);

    private readonly ConcurrentDictionary<OpaqueId, int> _failures = new();

    /// <summary>Counts a failure, and says which in a row it is.</summary>
    public int Failed(DueWake wake) => _failures.Count >= MaxCounted && !_failures.ContainsKey(wake.Stream)
        ? 1
        : _failures.AddOrUpdate(wake.Stream, 1, static (_, failures) => failures + 1);

    /// <summary>Forgets the failures, and says whether there had been enough to tell.</summary>
    public bool Succeeded(DueWake wake) => !_failures.IsEmpty && _failures.TryRemove(wake.Stream, out var failures) && failures >= Limit;

    /// <summary>How long to leave it alone.</summary>
    /// <param name="failures">Failures in a row.</param>
    public static TimeSpan Pause(int failures)
    {
        var pause = FirstPause * Math.Pow(2, Math.Min(failures - 1, 20));
        return pause < LongestPause ? pause : LongestPause;
    }
}
