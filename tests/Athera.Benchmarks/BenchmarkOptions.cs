using System.Globalization;
using Athera.Benchmarks.Parts;

namespace Athera.Benchmarks;

/// <summary>What to measure and how long.</summary>
internal sealed record BenchmarkOptions
{
    public const string Usage = """
        Usage: dotnet run -c Release --project tests/Athera.Benchmarks -- [options]
          --parts accept,floors,length,whole-path,latency,outbox,activation,memory,fan-out,silos   what to measure
          --seconds 4                        length of a round
          --rounds 5                         rounds of each side, taken in turn
          --connections 32,256               connections of the accept part
          --in-flight 64                     customers waiting for a reply in the whole-path part
          --identities 10000                 customers the accepted messages come from
          --talkers 2000                     customers who wait for replies in the whole-path part
          --stored 200000                    conversations in the database in the memory part
          --idle 100000                      of these, how many are in memory in the end
          --clients 1000                     clients of the hub in the fan-out part
          --warm-up 8                        how long each side runs, in seconds, before anything is measured
          --plain-connections 20             database connections of the plain program (Athera's own default)
          --output TestResults/benchmarks.json
        """;

    public IReadOnlyList<string> Parts { get; init; } = PartCatalog.Names;

    public double Seconds { get; init; } = 4;

    public int Rounds { get; init; } = 5;

    public IReadOnlyList<int> Connections { get; init; } = [32, 256];

    public int InFlight { get; init; } = 64;

    public int Identities { get; init; } = 10_000;

    public int Talkers { get; init; } = 2_000;

    public int Stored { get; init; } = 200_000;

    public int Idle { get; init; } = 100_000;

    public int Clients { get; init; } = 1_000;

    public double WarmUp { get; init; } = 8;

    public int PlainConnections { get; init; } = 20;

    public string Output { get; init; } = Path.Combine("TestResults", "benchmarks.json");

    /// <summary>The options, or <see langword="null"/> and what is wrong with them.</summary>
    public static BenchmarkOptions? Read(string[] args, out string complaint)
    {
        var options = new BenchmarkOptions();
        complaint = "";
        for (var i = 0; i < args.Length; i += 2)
        {
            if (i + 1 == args.Length || options.With(args[i], args[i + 1]) is not { } changed)
            {
                complaint = $"{args[i]} is not an option, or has no value it could have.";
                return null;
            }
            options = changed;
        }
        return options;
    }

    private BenchmarkOptions? With(string name, string value) => name switch
    {
        "--parts" when Names(value) is { } parts => this with { Parts = parts },
        "--seconds" when double.TryParse(value, CultureInfo.InvariantCulture, out var seconds) && seconds is > 0 and <= 600 =>
            this with { Seconds = seconds },
        "--rounds" when Count(value, 100) is { } rounds => this with { Rounds = rounds },
        "--connections" when Counts(value, 4096) is { } connections => this with { Connections = connections },
        "--in-flight" when Count(value, 4096) is { } inFlight => this with { InFlight = inFlight },
        "--identities" when Count(value, 1_000_000) is { } identities => this with { Identities = identities },
        "--talkers" when Count(value, 1_000_000) is { } talkers => this with { Talkers = talkers },
        "--stored" when Count(value, 10_000_000) is { } stored => this with { Stored = stored },
        "--idle" when Count(value, 10_000_000) is { } idle => this with { Idle = idle },
        "--clients" when Count(value, 10_000) is { } clients => this with { Clients = clients },
        "--warm-up" when double.TryParse(value, CultureInfo.InvariantCulture, out var seconds) && seconds is > 0 and <= 600 =>
            this with { WarmUp = seconds },
        "--plain-connections" when Count(value, 30) is { } connections => this with { PlainConnections = connections },
        "--output" when value.Length > 0 => this with { Output = value },
        _ => null,
    };

    private static string[]? Names(string value)
    {
        var names = value.Split(',');
        return Array.TrueForAll(names, PartCatalog.Names.Contains) ? names : null;
    }

    private static int? Count(string value, int most) =>
        int.TryParse(value, CultureInfo.InvariantCulture, out var count) && count >= 1 && count <= most ? count : null;

    private static int[]? Counts(string value, int most)
    {
        var counts = Array.ConvertAll(value.Split(','), one => Count(one, most) ?? 0);
        return Array.TrueForAll(counts, count => count > 0) ? counts : null;
    }
}
