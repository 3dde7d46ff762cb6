using System.Globalization;
using Athera.Mutants.Catalog;

namespace Athera.Mutants;

/// <summary>Which mutants to try.</summary>
internal sealed record MutantOptions
{
    public const string Usage = """
        Usage: dotnet run -c Release --project tests/Athera.Mutants -- [table|build] [options]
          table                  build each mutant and run its fault run against it (the default)
          build                  only build each mutant
          --only NAME,NAME       these mutants only
          --seed 1               what the fault runs' chance begins with
          --result FILE          the table as JSON
        Breaks one promise of Athera after another in a copy of its source, and shows that the fault run notices each time.
        Exit code 0: every mutant was found, and nothing was found without one.
        """;

    public bool BuildOnly { get; init; }

    public IReadOnlyList<Mutant> Mutants { get; init; } = MutantCatalog.All;

    public int Seed { get; init; } = 1;

    public string? Result { get; init; }

    /// <summary>The options, or <see langword="null"/> and what is wrong with them.</summary>
    public static MutantOptions? Read(IReadOnlyList<string> args, out string complaint)
    {
        var options = new MutantOptions { BuildOnly = args is ["build", ..] };
        complaint = "";
        for (var i = args is ["table" or "build", ..] ? 1 : 0; i < args.Count; i += 2)
        {
            if (i + 1 == args.Count || options.With(args[i], args[i + 1]) is not { } changed)
            {
                complaint = $"{args[i]} is not an option, or has no value it could have.";
                return null;
            }
            options = changed;
        }
        return options;
    }

    private MutantOptions? With(string name, string value) => name switch
    {
        "--only" when Named(value) is { } mutants => this with { Mutants = mutants },
        "--seed" when int.TryParse(value, CultureInfo.InvariantCulture, out var seed) => this with { Seed = seed },
        "--result" when value.Length > 0 => this with { Result = value },
        _ => null,
    };

    private static Mutant[]? Named(string value)
    {
        var names = value.Split(',');
        var named = MutantCatalog.All.Where(mutant => names.Contains(mutant.Name)).ToArray();
        return named.Length == names.Length ? named : null;
    }
}
