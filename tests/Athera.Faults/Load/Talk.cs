namespace Athera.FaultRuns.Load;

/// <summary>The customer's side of a conversation: what is to be written, and whether something is on its way.</summary>
internal sealed class Talk
{
    private int _next;
    private int _waiting;
    private bool _busy;

    /// <summary>One more message is to be written; <see langword="true"/> when nobody is writing, and the caller has to.</summary>
    public bool Arrive()
    {
        lock (this)
        {
            _waiting++;
            return !_busy && (_busy = true);
        }
    }

    /// <summary>Takes what is to be written next.</summary>
    /// <param name="most">How many at once.</param>
    /// <returns>The number of the first and how many; none when all was written, and then nobody is writing any more.</returns>
    public (int First, int Count) Take(int most)
    {
        lock (this)
        {
            var count = Math.Min(most, _waiting);
            var first = _next;
            _next += count;
            _waiting -= count;
            _busy = count > 0;
            return (first, count);
        }
    }
}
