namespace Athera.Inbox;

/// <summary>
/// What a model has written of an answer so far, as it came: unchecked, and perhaps never sent. It is told to people of the tenant while
/// it grows and kept nowhere. Carried by an Orleans stream that may lose it; each holds all of the text, so a lost one is made good by the
/// next.
/// </summary>
/// <param name="Conversation">The conversation.</param>
/// <param name="Turn">The turn.</param>
/// <param name="Number">Grows within the turn, over all its tries; one that is not greater than the last is old news.</param>
/// <param name="Text">The text so far; empty where the model began anew.</param>
/// <param name="IsOver">Nothing more is written: the turn has ended, whatever it came to.</param>
[GenerateSerializer, Immutable, Alias("Athera.AnswerDraft")]
public sealed record AnswerDraft(
    [property: Id(0)] ConversationId Conversation, [property: Id(1)] long Turn, [property: Id(2)] long Number,
    [property: Id(3)] string Text, [property: Id(4)] bool IsOver)
{
    /// <summary>Says which it is and nothing of the text.</summary>
    public override string ToString() => $"AnswerDraft({Conversation}, {Turn}, {Number})";
}
