namespace Athera.Channels.Calls;

/// <summary>How a call ended on the wire, before anybody asks what the answer says.</summary>
/// <param name="Kind">How.</param>
/// <param name="Status">When answered: the HTTP status.</param>
/// <param name="Body">When answered: the body; empty if it was longer than any answer of the provider.</param>
/// <param name="RetryAfter">When answered: how long the provider asked to wait.</param>
internal sealed record ProviderAnswer(
    AnswerKind Kind, int Status = 0, ReadOnlyMemory<byte> Body = default, TimeSpan? RetryAfter = null)
{
    public static ProviderAnswer NotSent { get; } = new(AnswerKind.NotSent);

    public static ProviderAnswer Lost { get; } = new(AnswerKind.Lost);

    public static ProviderAnswer TimedOut { get; } = new(AnswerKind.TimedOut);
}

/// <summary>The ways a call can end on the wire.</summary>
internal enum AnswerKind
{
    /// <summary>An answer came, whatever it says.</summary>
    Answered,

    /// <summary>The request never left: nobody can have acted on it.</summary>
    NotSent,

    /// <summary>The connection broke after the request may have left.</summary>
    Lost,

    /// <summary>No answer in time, after the request may have left.</summary>
    TimedOut,
}
