namespace Athera.Lab.Ledgers;

/// <summary>
/// What a fake provider remembers, in order of arrival. The oldest entries fall out above the capacity, so a long load
/// run costs no more memory than a short one; <see cref="Total"/> still counts everything.
/// </summary>
/// <param name="capacity">How many entries are kept.</param>
/// <typeparam name="T">An immutable entry.</typeparam>
public sealed class Ledger<T>(int capacity)
{
    private readonly Lock gate = new();
    private readonly Queue<T> entries = new();
    private readonly List<LedgerWait<T>> waits = [];
    private long total;

    /// <summary>Raised after an entry was added, on the thread that added it. Handlers must be quick and must not throw.</summary>
    public event Action<T>? Added;

    /// <summary>How many entries were ever added, including those that fell out.</summary>
    public long Total
    {
        get
        {
            lock (gate) return total;
        }
    }

    /// <summary>A copy of the entries still kept, oldest first.</summary>
    public IReadOnlyList<T> Entries
    {
        get
        {
            lock (gate) return [.. entries];
        }
    }

    /// <summary>Adds an entry that is told its number: 1 for the first one ever, without gaps.</summary>
    public T Add(Func<long, T> entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        T added;
        lock (gate)
        {
            added = entry(++total);
            entries.Enqueue(added);
            if (entries.Count > capacity) entries.Dequeue();
            waits.RemoveAll(wait => wait.Sees(added));
        }

        Added?.Invoke(added);
        return added;
    }

    /// <summary>Forgets the entries; the numbering goes on.</summary>
    public void Clear()
    {
        lock (gate) entries.Clear();
    }

    /// <summary>Waits for the first entry that matches; one that is already there counts.</summary>
    /// <exception cref="TimeoutException">None came in time.</exception>
    public async Task<T> FirstAsync(Func<T, bool> match, TimeSpan within, CancellationToken cancellation = default) =>
        (await WaitForAsync(1, match, within, cancellation))[0];

    /// <summary>Waits until <paramref name="count"/> entries match, those already there included, and returns them.</summary>
    /// <exception cref="TimeoutException">Fewer came in time.</exception>
    public async Task<IReadOnlyList<T>> WaitForAsync(
        int count, Func<T, bool> match, TimeSpan within, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(match);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        var wait = new LedgerWait<T>(count, match);
        lock (gate)
        {
            if (!entries.Any(wait.Sees)) waits.Add(wait);
        }

        try
        {
            return await wait.Complete.WaitAsync(within, cancellation);
        }
        finally
        {
            lock (gate) waits.Remove(wait);
        }
    }
}
