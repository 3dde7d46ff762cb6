namespace Athera.Conversations;

/// <summary>What the contact said is being brought to its own record.</summary>
/// <param name="Through">Up to the event with this sequence.</param>
/// <param name="RetryAt">When it is brought again if nothing is heard of it.</param>
public sealed record ConsentPassing(long Through, DateTimeOffset RetryAt) : ConversationEvent;

/// <summary>What the contact said stands in its own record.</summary>
/// <param name="Through">Up to the event with this sequence.</param>
public sealed record ConsentPassed(long Through) : ConversationEvent;

/// <summary>Something Athera says by itself when a contact writes a word such as STOP. The numbers are stored: never change or reuse one.</summary>
public enum AutomaticNotice
{
    /// <summary>You will get nothing more. The only thing that is sent to somebody who wants nothing, and once.</summary>
    StopConfirmed = 1,

    /// <summary>You will get messages again.</summary>
    StartConfirmed = 2,

    /// <summary>Who this is, and how to get out.</summary>
    HelpGiven = 3,
}
