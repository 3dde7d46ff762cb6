namespace Athera.Benchmarks.Report;

/// <summary>One figure of two sides, taken in turn: the nth of the one stands beside the nth of the other.</summary>
/// <param name="Name">What it is, with its unit.</param>
/// <param name="Format">How to write it.</param>
/// <param name="First">The first side's, round by round.</param>
/// <param name="Second">The other's.</param>
internal sealed record Measure(string Name, string Format, IReadOnlyList<double> First, IReadOnlyList<double> Second)
{
    /// <summary>The first side's by the second's, pair by pair, in order of size.</summary>
    public IReadOnlyList<double> Ratios { get; } = [.. First.Zip(Second, (first, second) => first / second).Order()];

    public double FirstMedian => Median(First);

    public double SecondMedian => Median(Second);

    public double Ratio => Median(Ratios);

    private static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted.Length % 2 == 1 ? sorted[sorted.Length / 2] : (sorted[(sorted.Length / 2) - 1] + sorted[sorted.Length / 2]) / 2;
    }
}
