namespace Athera.Mutants.Runs;

/// <summary>A short fault run: long enough to show what it is for, short enough for twenty of them.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Arguments">What it is told, apart from the seed and the silo.</param>
internal sealed record FaultRun(string Name, string Arguments)
{
    /// <summary>Silos are killed one after another while messages come in.</summary>
    public static FaultRun Kills { get; } = new("kills", "--messages 3000 --faults F1 --kills 3");

    /// <summary>All silos are killed at once.</summary>
    public static FaultRun PowerCut { get; } = new("power cut", "--messages 2000 --faults F2");

    /// <summary>A silo is frozen until the others have taken over, and then goes on.</summary>
    public static FaultRun Freeze { get; } = new("freeze", "--messages 3000 --faults F3");

    /// <summary>The database is killed and comes back.</summary>
    public static FaultRun Database { get; } = new("database", "--messages 3000 --faults F4 --database-kills 1");

    /// <summary>Webhooks come several times and in disorder.</summary>
    public static FaultRun Repeats { get; } = new("repeats", "--messages 3000 --faults F9,F10");

    /// <summary>Providers answer late, wrongly or not at all.</summary>
    public static FaultRun Providers { get; } = new("providers", "--messages 3000 --faults F12");

    /// <summary>Readers of the inbox come and go, and few tenants have all the traffic.</summary>
    public static FaultRun Readers { get; } = new("readers", "--messages 3000 --tenants 3 --faults F20");
}
