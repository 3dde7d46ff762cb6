using System.Globalization;

namespace Athera.Fuzz;

/// <summary>How much to try, and from where.</summary>
public sealed record FuzzOptions
{
    /// <summary>How the program is called.</summary>
    public const string Usage = """
        Usage: dotnet run -c Release --project tests/Athera.Fuzz -- [options]
          --cases 1000000   how many inputs are made
          --seed 1          with the case's number it makes the input, on any machine
          --first 0         the number of the first case, to try one again
          --threads n       how many at once; as many as there are processors when left out
        """;

    /// <summary>How many inputs are made.</summary>
    public long Cases { get; init; } = 1_000_000;

    /// <summary>With the case's number it makes the input.</summary>
    public long Seed { get; init; } = 1;

    /// <summary>The number of the first case.</summary>
    public long First { get; init; }

    /// <summary>How many at once.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>The options, or <see langword="null"/> and what is wrong with them.</summary>
    public static FuzzOptions? Read(IReadOnlyList<string> args, out string complaint)
    {
        var options = new FuzzOptions();
        complaint = "";
        for (var at = 0; at < args.Count; at += 2)
        {
            if (at + 1 == args.Count || !long.TryParse(args[at + 1], NumberStyles.None, CultureInfo.InvariantCulture, out var value)
                || options.With(args[at], value) is not { } changed)
            {
                complaint = $"{args[at]} is not an option, or has no number behind it.";
                return null;
            }
            options = changed;
        }
        return options;
    }

    private FuzzOptions? With(string name, long value) => name switch
    {
        "--cases" when value > 0 => this with { Cases = value },
        "--seed" => this with { Seed = value },
        "--first" => this with { First = value },
        "--threads" when value is > 0 and <= 256 => this with { Threads = (int)value },
        _ => null,
    };
}
