namespace Athera.FaultRuns.Providers;

/// <summary>A moment of Athera's work that can be seen from outside, at which something may happen to a silo.</summary>
internal enum Point
{
    /// <summary>A webhook was answered with 200 a moment ago.</summary>
    Accepted,

    /// <summary>The model has been asked and has not answered.</summary>
    ModelAsked,

    /// <summary>The model is in the middle of its answer.</summary>
    ModelAnswering,

    /// <summary>The model has answered a moment ago.</summary>
    ModelAnswered,

    /// <summary>The provider has the request of a send and has not taken it.</summary>
    SendArrived,

    /// <summary>The provider has taken a message and has not answered.</summary>
    SendTaken,

    /// <summary>The provider has answered that it took a message, a moment ago.</summary>
    SendAnswered,

    /// <summary>A status was answered with 200 a moment ago.</summary>
    StatusTold,
}
