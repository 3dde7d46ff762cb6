namespace Athera.FaultRuns.Histories;

/// <summary>What an operation is about.</summary>
internal enum Function : byte
{
    /// <summary>A customer's message is posted. Number: which of the conversation. Value: which copy, from 0.</summary>
    Append,

    /// <summary>The model is asked about a message. Number: which. Value: how many calls came before this one.</summary>
    Ask,

    /// <summary>A provider took a message to the customer. Number: its place in the conversation. Value: the taking.</summary>
    Send,

    /// <summary>What was taken answers a customer's message. Number: which. Value: the taking.</summary>
    Answer,

    /// <summary>The provider was answered 200 for its word that it has a message. Number: its place. Value: the taking.</summary>
    Evidence,

    /// <summary>A reader of the live inbox was told of an event. Number: its place in the conversation. Value: in the feed.</summary>
    Hear,

    /// <summary>A client read how far a conversation is. Number: its place in the conversation. Value: in the feed.</summary>
    Look,

    /// <summary>
    /// A message of somebody else turned up. Conversation: where. Number: which of the other's. Value: the other conversation.
    /// </summary>
    Leak,
}

/// <summary>How an operation stands.</summary>
internal enum Outcome : byte
{
    /// <summary>It was begun.</summary>
    Invoke,

    /// <summary>It has happened.</summary>
    Ok,

    /// <summary>It has not happened.</summary>
    Fail,

    /// <summary>It may have happened or not: nobody answered, or somebody who could not know.</summary>
    Info,
}

/// <summary>One line of a history. There are millions, so it holds numbers only.</summary>
/// <param name="At">When, in microseconds since the run began, by the tester's one clock.</param>
/// <param name="Process">Who: a silo from 0 where it is known, a reader, or the generator.</param>
/// <param name="Type">How it stands.</param>
/// <param name="F">What it is.</param>
/// <param name="Conversation">The conversation.</param>
/// <param name="Number">See <see cref="Function"/>.</param>
/// <param name="Value">See <see cref="Function"/>.</param>
internal readonly record struct Operation(
    long At, short Process, Outcome Type, Function F, int Conversation, int Number, long Value);
