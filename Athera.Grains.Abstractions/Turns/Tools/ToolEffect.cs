namespace Athera.Turns.Tools;

/// <summary>
/// What running a tool can do to the world, from the least to the most. It belongs to the tool and no model changes it; of a tool that a
/// tenant adds it is what the tenant's admin declares. The numbers are stored: never change or reuse one.
/// </summary>
[GenerateSerializer, Alias("Athera.ToolEffect")]
public enum ToolEffect
{
    /// <summary>It looks something up: it may run again at will.</summary>
    Reads = 0,

    /// <summary>It changes what Athera keeps for the tenant.</summary>
    Writes = 1,

    /// <summary>It commits the tenant or the contact to an amount of money.</summary>
    Money = 2,

    /// <summary>It does something outside Athera that cannot be taken back from here.</summary>
    External = 3,
}
