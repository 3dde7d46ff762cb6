namespace Athera.FaultRuns;

/// <summary>What a run is to do. The defaults are the short run.</summary>
public sealed record RunOptions
{
    /// <summary>How many messages have to be accepted before the run may end.</summary>
    public long Messages { get; init; } = 20_000;

    /// <summary>How many silos, 2 to 9.</summary>
    public int Silos { get; init; } = 3;

    /// <summary>How many tenants, at least 12.</summary>
    public int Tenants { get; init; } = 50;

    /// <summary>How many conversations over all tenants.</summary>
    public int Conversations { get; init; } = 4_000;

    /// <summary>Messages written a second.</summary>
    public double Rate { get; init; } = 280;

    /// <summary>How often a silo is killed.</summary>
    public int Kills { get; init; } = 4;

    /// <summary>How often the database is killed.</summary>
    public int DatabaseKills { get; init; } = 1;

    /// <summary>How long a silo is stopped for: less than the time after which it counts as dead, unless more is asked for.</summary>
    public TimeSpan Freeze { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Of everything that is left to chance; another one each time unless given.</summary>
    public int Seed { get; init; } = Random.Shared.Next(1, 1_000_000);

    /// <summary>Which faults, by id; <see langword="null"/> for all.</summary>
    public IReadOnlySet<string>? Faults { get; init; }

    /// <summary>The long run: also the faults that take a minute each.</summary>
    public bool IsLong { get; init; }

    /// <summary>Whether what comes too late fails the run, or is only told.</summary>
    public bool JudgesTimes { get; init; } = true;

    /// <summary>The silo's program to run; the one built with this unless given.</summary>
    public string? Silo { get; init; }

    /// <summary>Where the result goes as JSON; nowhere unless given.</summary>
    public string? Result { get; init; }

    /// <summary>Where the history goes, a line each operation; nowhere unless given.</summary>
    public string? History { get; init; }

    /// <summary>Whether a fault is to be injected.</summary>
    public bool Has(string fault) => Faults is null || Faults.Contains(fault);
}
