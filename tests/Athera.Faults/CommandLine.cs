using System.Globalization;
using Athera.FaultRuns.Customers;

namespace Athera.FaultRuns;

/// <summary>Reads what the program was called with.</summary>
internal static class CommandLine
{
    public const string Usage = """
        Usage: dotnet run -c Release --project tests/Athera.Faults -- run [options]
          --messages 20000         messages that have to be accepted
          --silos 3                silos of the cluster
          --tenants 50             tenants, at least 12
          --conversations 4000     conversations over all tenants
          --rate 280               messages written a second
          --kills 4                kills of a silo
          --database-kills 1       kills of the database
          --freeze 5               seconds for which a silo is stopped
          --seed N                 what is left to chance; another each time unless given
          --faults all             all, none, or a list such as F1,F4,F20
          --long                   1,000,000 messages, 20 kills of a silo, 3 of the database, and the faults that take a minute
          --silo FILE              another build's Athera.Silo.dll
          --result FILE            the result as JSON
          --history FILE           every operation, a line of JSON each
        Ends with 0 when every promise was kept, 1 when one was broken, 2 when the run could not be done.
        """;

    /// <summary>The options, or <see langword="null"/> and what is wrong with them.</summary>
    public static RunOptions? Read(string[] args, out string complaint)
    {
        complaint = "";
        if (args is not ["run", .. var rest])
        {
            complaint = "The only command is run.";
            return null;
        }
        var options = rest.Contains("--long") ? Lengthen(new RunOptions()) : new RunOptions();
        for (var i = 0; i < rest.Length; i++)
        {
            if (rest[i] == "--long")
                continue;
            if (i + 1 == rest.Length || With(options, rest[i], rest[i + 1]) is not { } changed)
            {
                complaint = $"{rest[i]} is not an option, or has no value it could have.";
                return null;
            }
            options = changed;
            i++;
        }
        return options;
    }

    private static RunOptions Lengthen(RunOptions options) => options with
    {
        IsLong = true, Messages = 1_000_000, Kills = 20, DatabaseKills = 3, Rate = 700, Conversations = 10_000,
    };

    private static RunOptions? With(RunOptions options, string name, string value) => name switch
    {
        "--messages" when Number(value, 1, 100_000_000) is { } messages => options with { Messages = messages },
        "--silos" when Number(value, 2, 9) is { } silos => options with { Silos = (int)silos },
        "--tenants" when Number(value, Cast.LeastTenants, 10_000) is { } tenants => options with { Tenants = (int)tenants },
        "--conversations" when Number(value, 100, 1_000_000) is { } conversations => options with { Conversations = (int)conversations },
        "--rate" when double.TryParse(value, CultureInfo.InvariantCulture, out var rate) && rate is > 0 and <= 100_000 => options with { Rate = rate },
        "--kills" when Number(value, 0, 10_000) is { } kills => options with { Kills = (int)kills },
        "--database-kills" when Number(value, 0, 10_000) is { } kills => options with { DatabaseKills = (int)kills },
        "--freeze" when Number(value, 1, 120) is { } seconds => options with { Freeze = TimeSpan.FromSeconds(seconds) },
        "--seed" when Number(value, 0, int.MaxValue / 2) is { } seed => options with { Seed = (int)seed },
        "--faults" when value == "all" => options with { Faults = null },
        "--faults" when value == "none" => options with { Faults = new HashSet<string>() },
        "--faults" => options with { Faults = value.Split(',').ToHashSet() },
        "--silo" when File.Exists(value) => options with { Silo = value },
        "--result" when value.Length > 0 => options with { Result = value },
        "--history" when value.Length > 0 => options with { History = value },
        _ => null,
    };

    private static long? Number(string value, long least, long most) =>
        long.TryParse(value, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most ? number : null;
}
