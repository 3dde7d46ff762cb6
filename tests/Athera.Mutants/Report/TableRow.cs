using System.Text.Json.Serialization;

namespace Athera.Mutants.Report;

/// <summary>What came out for one mutant, or for the product without one.</summary>
internal sealed record TableRow
{
    /// <summary>Which.</summary>
    public required string Mutant { get; init; }

    /// <summary>The promise it breaks.</summary>
    public required string Promise { get; init; }

    /// <summary>The run it was judged by.</summary>
    public required string Run { get; init; }

    /// <summary>What came out.</summary>
    public Verdict Verdict { get; init; }

    /// <summary>The checks that were violated, each with how often.</summary>
    public IReadOnlyList<string> FoundBy { get; init; } = [];

    /// <summary>What the run or the compiler told last, where that is not as it should be.</summary>
    public string? Detail { get; init; }

    /// <summary>Build and run together.</summary>
    public double Seconds { get; init; }

    /// <summary>Whether it came out as it should.</summary>
    [JsonIgnore]
    public bool IsRight => Verdict is Verdict.Found or Verdict.Green or Verdict.Built;
}

/// <summary>How a mutant, or the product without one, fared.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Verdict>))]
internal enum Verdict
{
    /// <summary>The run was never begun or came to no judgement.</summary>
    NotRun,

    /// <summary>It does not compile.</summary>
    NotBuilt,

    /// <summary>It compiles, and more was not asked for.</summary>
    Built,

    /// <summary>A mutant, and the run did not notice.</summary>
    NotFound,

    /// <summary>A mutant, and the run noticed.</summary>
    Found,

    /// <summary>No mutant, and the run has something against it.</summary>
    Red,

    /// <summary>No mutant, and the run has nothing against it.</summary>
    Green,
}
