using Athera.Benchmarks.Report;

namespace Athera.Benchmarks.Parts;

/// <summary>What can be measured, by name.</summary>
internal static class PartCatalog
{
    private static readonly Dictionary<string, Func<BenchmarkOptions, CancellationToken, Task<IReadOnlyList<Comparison>>>> Parts = new()
    {
        ["accept"] = AcceptPart.RunAsync,
        ["floors"] = FloorsPart.RunAsync,
        ["length"] = LengthPart.RunAsync,
        ["whole-path"] = WholePathPart.RunAsync,
        ["latency"] = LatencyPart.RunAsync,
        ["outbox"] = OutboxPart.RunAsync,
        ["activation"] = ActivationPart.RunAsync,
        ["memory"] = MemoryPart.RunAsync,
        ["fan-out"] = FanOutPart.RunAsync,
        ["silos"] = SilosPart.RunAsync,
    };

    public static IReadOnlyList<string> Names { get; } = [.. Parts.Keys];

    public static Task<IReadOnlyList<Comparison>> RunAsync(string part, BenchmarkOptions options, CancellationToken cancellation) =>
        Parts[part](options, cancellation);
}
