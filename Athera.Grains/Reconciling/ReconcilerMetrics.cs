using System.Diagnostics.Metrics;

namespace Athera.Reconciling;

/// <summary>Counts what is looked for and found.</summary>
public sealed class ReconcilerMetrics
{
    private readonly Counter<long> _runs, _found;

    /// <summary>Creates the meter <c>Athera.Reconciler</c>.</summary>
    public ReconcilerMetrics(IMeterFactory meters)
    {
        var meter = meters.Create("Athera.Reconciler");
        _runs = meter.CreateCounter<long>("athera.reconciler.runs", "{run}", "Times an account's list was looked through, by how it ended");
        _found = meter.CreateCounter<long>("athera.reconciler.found", "{message}", "Messages whose webhook never came");
    }

    /// <summary>An account's list was looked through.</summary>
    public void Ran(string channel, Reconciliation run)
    {
        var of = new KeyValuePair<string, object?>("channel", channel);
        _runs.Add(1, of, new KeyValuePair<string, object?>("result", run.Fault?.Code ?? "ok"));
        if (run.Found > 0)
            _found.Add(run.Found, of);
    }
}
