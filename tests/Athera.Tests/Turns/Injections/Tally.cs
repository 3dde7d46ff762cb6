using System.Collections.Concurrent;

namespace Athera.Tests.Turns.Injections;

/// <summary>Counts by name, for whoever reads what a run came to.</summary>
internal sealed class Tally
{
    private readonly ConcurrentDictionary<string, int> _counts = new();

    public void Add(string what, int times = 1) => _counts.AddOrUpdate(what, times, (_, before) => before + times);

    public override string ToString() => string.Join('\n', _counts.OrderBy(c => c.Key, StringComparer.Ordinal).Select(c => $"{c.Value,6} {c.Key}"));
}
