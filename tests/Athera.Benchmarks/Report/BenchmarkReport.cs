namespace Athera.Benchmarks.Report;

/// <summary>Everything one run found.</summary>
internal sealed record BenchmarkReport(Machine Machine, BenchmarkOptions Options, IReadOnlyList<Comparison> Comparisons);
