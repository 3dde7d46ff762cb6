namespace Athera.Lab.Faults;

/// <summary>How a call ends for the caller.</summary>
public enum FaultEnding
{
    /// <summary>With the provider's ordinary answer.</summary>
    Ordinary,

    /// <summary>With the answer the fault carries.</summary>
    Answered,

    /// <summary>The connection is reset before any header.</summary>
    Dropped,

    /// <summary>Never: the provider holds the connection until the caller gives up.</summary>
    Hanging,
}
