using System.Collections.Concurrent;
using Athera.Journal;

namespace Athera.Conversations;

/// <summary>
/// Calls of a sweep that failed for a reason that passes, to be made again at its next look. A silo that is killed is known to be gone
/// only seconds later; whose call was on its way there must not wait for the whole of its lease.
/// </summary>
internal sealed class MissedWakes
{
    /// <summary>More at once is an outage; those beyond it are called when their lease ends.</summary>
    private const int Most = 10_000;

    private readonly ConcurrentQueue<Wake> _missed = new();

    /// <summary>What a sweep is to call.</summary>
    /// <param name="Due">The work.</param>
    /// <param name="LeasedUntil">Nobody else calls before this.</param>
    public readonly record struct Wake(DueWake Due, DateTimeOffset LeasedUntil);

    /// <summary>Keeps a call in mind.</summary>
    public void Add(Wake wake)
    {
        if (_missed.Count < Most)
            _missed.Enqueue(wake);
    }

    /// <summary>
    /// Takes those to be called now. One whose lease has ended is anybody's and found in the database; an orphan's may be due much
    /// later, and would not be found.
    /// </summary>
    public IEnumerable<Wake> Take(DateTimeOffset now)
    {
        for (var waiting = _missed.Count; waiting > 0 && _missed.TryDequeue(out var wake); waiting--)
        {
            if (wake.Due.Orphaned || now < wake.LeasedUntil)
                yield return wake;
        }
    }
}
