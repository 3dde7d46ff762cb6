namespace Athera.Journal;

/// <summary>Which silos are there to finish what they began.</summary>
public interface ISiloRoster
{
    /// <summary>This silo.</summary>
    OpaqueId Self { get; }

    /// <summary>Every silo known to be alive, this one included.</summary>
    IReadOnlyList<OpaqueId> Alive { get; }

    /// <summary>
    /// Whether a silo is alive. One that is only slow counts as alive, and so does one that has just come: its work ends by its deadline.
    /// </summary>
    bool IsAlive(OpaqueId silo);

    /// <summary>
    /// How long ago it was last certain that the others count on this silo. They may have taken over what it began since then: a
    /// process that was paused does not notice by itself.
    /// </summary>
    TimeSpan SinceConfirmed { get; }
}
