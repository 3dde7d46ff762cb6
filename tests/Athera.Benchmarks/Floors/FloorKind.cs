namespace Athera.Benchmarks.Floors;

/// <summary>What a floor does with a webhook.</summary>
internal enum FloorKind
{
    /// <summary>Checks the signature.</summary>
    Signature,

    /// <summary>Checks it and calls an empty grain of the customer's.</summary>
    GrainCall,

    /// <summary>Checks it and stores the message together with those of the other requests under way.</summary>
    GroupCommit,

    /// <summary>Checks it and tells every connected client.</summary>
    Broadcast,

    /// <summary>Stores messages to be sent, and sends them when told to.</summary>
    Drain,
}
