namespace Athera.Lab.Models;

/// <summary>How a stream is cut up and paced.</summary>
public sealed record StreamPacing
{
    /// <summary>Characters of text in one event. A character outside the basic plane is never split between events.</summary>
    public int PieceLength { get; init; } = 8;

    /// <summary>
    /// Bytes in one write to the connection; 0 writes whole events. Small numbers split inside <c>data:</c> and inside a
    /// UTF-8 character, which the network may do too.
    /// </summary>
    public int WriteLength { get; init; }

    /// <summary>Wait before the first event.</summary>
    public TimeSpan First { get; init; }

    /// <summary>Wait before each further event.</summary>
    public TimeSpan Between { get; init; }

    /// <summary>Whether comment lines come between the events, as keep-alives.</summary>
    public bool WithComments { get; init; }
}
