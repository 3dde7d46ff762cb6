namespace Athera.Journal;

/// <summary>Which silos are there to finish what they began.</summary>
public interface ISiloRoster
{
    /// <summary>This silo.</summary>
    OpaqueId Self { get; }

    /// <summary>Every silo known to be alive, this one included.</summary>
    IReadOnlyList<OpaqueId> Alive { get; }

    /// <summary>Whether a silo is alive. One that is only slow counts as alive: its work ends by its deadline.</summary>
    bool IsAlive(OpaqueId silo);
}
