namespace Athera.Mutants.Runs;

/// <summary>A short fault run: long enough to show what it is for, short enough for twenty of them.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Arguments">What it is told, apart from the seed and the silo.</param>
internal sealed record FaultRun(string Name, string Arguments)
{
    private const string Small = "--tenants 16 --conversations 400 --rate 60";

    /// <summary>Silos are killed one after another while messages come in.</summary>
    public static FaultRun Kills { get; } = new("kills", $"--messages 1500 {Small} --faults F1 --kills 3");

    /// <summary>All silos are killed at once.</summary>
    public static FaultRun PowerCut { get; } = new("power cut", $"--messages 900 {Small} --faults F2");

    /// <summary>A silo is stopped until the others have taken over, and then goes on.</summary>
    public static FaultRun Freeze { get; } = new("freeze", $"--messages 1200 {Small} --faults F3 --freeze 20");

    /// <summary>The database is killed and comes back.</summary>
    public static FaultRun Database { get; } = new("database", $"--messages 1200 {Small} --faults F4 --database-kills 2");

    /// <summary>Nothing happens but what always happens: webhooks come twice and in disorder, statuses too early and too late.</summary>
    public static FaultRun Everyday { get; } = new("everyday", $"--messages 1200 {Small} --faults none");

    /// <summary>Providers answer late, wrongly or not at all.</summary>
    public static FaultRun Providers { get; } = new("providers", $"--messages 1200 {Small} --faults F12,F16");

    /// <summary>Readers of the inbox come and go, and few tenants have all the traffic.</summary>
    public static FaultRun Readers { get; } = new("readers", $"--messages 1200 {Small} --faults F20");
}
