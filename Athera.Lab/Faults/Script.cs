namespace Athera.Lab.Faults;

/// <summary>
/// What a fake does with its next calls. Steps given with <see cref="Next"/> are used up in order; after them the usual
/// step holds. A step may be meant for one account only, so that one broken customer can be tried beside healthy ones.
/// </summary>
/// <param name="usual">The step when nothing else was asked for.</param>
/// <typeparam name="TStep">What a call meets.</typeparam>
public sealed class Script<TStep>(TStep usual)
    where TStep : class
{
    private const int LongestQueue = 10_000;
    private readonly Lock gate = new();
    private readonly List<ScriptedStep<TStep>> queue = [];
    private readonly Dictionary<string, TStep> accountUsual = new(StringComparer.Ordinal);
    private TStep? asked;

    /// <summary>The next <paramref name="calls"/> calls, of <paramref name="account"/> or of anyone, meet this step.</summary>
    /// <exception cref="InvalidOperationException">More than 10 000 steps are waiting.</exception>
    public Script<TStep> Next(TStep step, int calls = 1, string? account = null)
    {
        ArgumentNullException.ThrowIfNull(step);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(calls);
        lock (gate)
        {
            if (queue.Count >= LongestQueue) throw new InvalidOperationException("The script is longer than any test needs.");
            queue.Add(new ScriptedStep<TStep>(step, account, calls));
        }

        return this;
    }

    /// <summary>From now on every call, of <paramref name="account"/> or of anyone, meets this step.</summary>
    public Script<TStep> Always(TStep step, string? account = null)
    {
        ArgumentNullException.ThrowIfNull(step);
        lock (gate)
        {
            if (account is null) asked = step;
            else accountUsual[account] = step;
        }

        return this;
    }

    /// <summary>Back to the step the script was created with.</summary>
    public void Clear()
    {
        lock (gate)
        {
            queue.Clear();
            accountUsual.Clear();
            asked = null;
        }
    }

    internal TStep Take(string account)
    {
        lock (gate)
        {
            var index = queue.FindIndex(entry => entry.Account is null || entry.Account == account);
            if (index < 0) return accountUsual.GetValueOrDefault(account, asked ?? usual);
            var entry = queue[index];
            if (entry.Calls == 1) queue.RemoveAt(index);
            else queue[index] = entry with { Calls = entry.Calls - 1 };
            return entry.Step;
        }
    }
}
