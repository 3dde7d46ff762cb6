namespace Athera.Lab.Models;

/// <summary>How a stream fails after it has begun with status 200.</summary>
public enum StreamBreak
{
    /// <summary>It does not.</summary>
    None,

    /// <summary>It ends after its last piece, without <c>[DONE]</c>.</summary>
    NoDone,

    /// <summary>Half of the pieces, then an event with an error in place of the rest.</summary>
    Error,

    /// <summary>Half of the pieces, then the connection is reset.</summary>
    Dropped,

    /// <summary>Half of the pieces, then bytes that are no JSON.</summary>
    Garbage,

    /// <summary>Half of the pieces, then silence.</summary>
    Silent,

    /// <summary>All text, then a late verdict of the asynchronous filter that it should not have been shown.</summary>
    LateFilter,
}
