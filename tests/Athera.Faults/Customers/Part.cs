namespace Athera.FaultRuns.Customers;

/// <summary>What is special about a tenant.</summary>
internal enum Part
{
    /// <summary>Nothing; these are the neighbours that must not notice the others.</summary>
    None,

    /// <summary>It gets a large share of all messages, one of its conversations most of them.</summary>
    Hot,

    /// <summary>Its agent waits for a burst to settle, so that several messages are answered as one.</summary>
    Bursts,

    /// <summary>At a time its provider answers everything seconds late.</summary>
    SlowProvider,

    /// <summary>At times its provider refuses, fails, hangs, or takes a message and answers with an error.</summary>
    RoughProvider,

    /// <summary>At times its provider takes a message and the answer is lost.</summary>
    AnswersLost,

    /// <summary>For a while its credentials are not valid.</summary>
    TokenRevoked,

    /// <summary>At times its model fails in one of the ways models do.</summary>
    BrokenModel,
}
