namespace Athera.Lab.Wire;

/// <summary>One request that crossed the wire between a fake and the product, for people to read.</summary>
public sealed record WireRecord
{
    /// <summary>Number in the log, 1 for the first.</summary>
    public long Sequence { get; init; }

    /// <summary>When it ended.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Whose fake.</summary>
    public required Provider Provider { get; init; }

    /// <summary>True for a webhook the fake posted, false for a call the product made.</summary>
    public required bool IsWebhook { get; init; }

    /// <summary>What it was about: <c>message</c>, <c>status read</c>, <c>send</c>, <c>typing</c>.</summary>
    public required string Subject { get; init; }

    /// <summary>The provider's id of the message concerned, where there is one.</summary>
    public string? MessageId { get; init; }

    /// <summary>The customer's address, where one is concerned.</summary>
    public string? Customer { get; init; }

    /// <summary>HTTP status; null when the connection broke or nobody answered.</summary>
    public int? Status { get; init; }

    /// <summary>1 for the first try.</summary>
    public int Attempt { get; init; } = 1;

    /// <summary>From the first byte sent to the answer.</summary>
    public TimeSpan Took { get; init; }
}
