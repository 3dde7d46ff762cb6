namespace Athera.FaultRuns.Histories;

/// <summary>A conversation as a client of the API read it.</summary>
internal sealed record Transcript
{
    /// <summary>Which tenant's client read it.</summary>
    public required int Tenant { get; init; }

    /// <summary>Athera's id of the conversation.</summary>
    public required string Id { get; init; }

    /// <summary>When reading began.</summary>
    public required long From { get; init; }

    /// <summary>When it was read.</summary>
    public required long At { get; init; }

    /// <summary>Read after everything had come to rest, and whole; otherwise its newest part, in the middle of things.</summary>
    public required bool Final { get; init; }

    /// <summary>Who answers the customer: <c>agent</c>, <c>user</c> or <c>nobody</c>.</summary>
    public required string Responder { get; init; }

    /// <summary>Messages nobody has answered, as it is shown.</summary>
    public required int Unread { get; init; }

    /// <summary>Its newest event, as it is shown.</summary>
    public required long Sequence { get; init; }

    /// <summary>Its messages, oldest first.</summary>
    public required IReadOnlyList<Line> Lines { get; init; }
}

/// <summary>How far a message has come, as it is shown.</summary>
internal enum LineState : byte
{
    /// <summary>A message from the customer.</summary>
    Received,

    /// <summary>Nobody has called the provider, or it refused for now.</summary>
    Queued,

    /// <summary>A call is under way.</summary>
    Attempting,

    /// <summary>Nobody knows whether the provider has it.</summary>
    Unknown,

    /// <summary>The provider has it.</summary>
    Sent,

    /// <summary>The customer has it, or more.</summary>
    Delivered,

    /// <summary>It will not be sent, for a reason that is shown.</summary>
    Failed,
}

/// <summary>A message in a transcript.</summary>
/// <param name="Position">Its place in the conversation.</param>
/// <param name="State">How far it has come.</param>
/// <param name="Number">From the customer: which of its messages, or -1 if it wrote none such.</param>
/// <param name="Of">From the customer: the conversation it was written in.</param>
/// <param name="Late">It is marked as written before one that stands above it.</param>
/// <param name="Taking">To the customer: the provider's taking it is tied to, or -1.</param>
/// <param name="Answers">To the customer: the messages it answers.</param>
internal readonly record struct Line(
    int Position, LineState State, int Number = -1, int Of = -1, bool Late = false, long Taking = -1, IReadOnlyList<int>? Answers = null)
{
    /// <summary>Whether the customer wrote it.</summary>
    public bool IsIncoming => State == LineState.Received;
}
