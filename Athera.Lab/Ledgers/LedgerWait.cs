namespace Athera.Lab.Ledgers;

/// <summary>Somebody waiting for entries of a ledger. Used under the ledger's lock only.</summary>
internal sealed class LedgerWait<T>(int count, Func<T, bool> match)
{
    // Continuations must not run inside the ledger's lock.
    private readonly TaskCompletionSource<IReadOnlyList<T>> complete = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<T> seen = [];

    public Task<IReadOnlyList<T>> Complete => complete.Task;

    /// <summary>Shows it an entry; true when it has all it wanted.</summary>
    public bool Sees(T entry)
    {
        if (match(entry)) seen.Add(entry);
        if (seen.Count < count) return false;
        complete.TrySetResult(seen);
        return true;
    }
}
