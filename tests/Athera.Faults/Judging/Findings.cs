namespace Athera.FaultRuns.Judging;

/// <summary>What the checks come to: violations one by one, and what is only counted.</summary>
internal sealed class Findings
{
    private readonly List<Violation> _violations = [];
    private readonly SortedDictionary<string, long> _counts = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, double> _measures = new(StringComparer.Ordinal);
    private readonly List<string> _unproven = [];

    /// <summary>Promises that were broken.</summary>
    public IReadOnlyList<Violation> Violations => _violations;

    /// <summary>Messages a provider took twice because it never gave a sign of the first time; listed, but nobody's promise.</summary>
    public IReadOnlyList<string> SentTwiceWithoutEvidence => _unproven;

    /// <summary>How many of everything.</summary>
    public IReadOnlyDictionary<string, long> Counts => _counts;

    /// <summary>Times in milliseconds, and ratios.</summary>
    public IReadOnlyDictionary<string, double> Measures => _measures;

    public void Violate(string invariant, string text) => _violations.Add(new Violation(invariant, text));

    public void BeLate(string invariant, string text) => _violations.Add(new Violation(invariant, text, IsLate: true));

    public void Unproven(string text) => _unproven.Add(text);

    public void Count(string what, long number = 1) => _counts[what] = _counts.GetValueOrDefault(what) + number;

    public void Measure(string what, double value) => _measures[what] = value;
}
