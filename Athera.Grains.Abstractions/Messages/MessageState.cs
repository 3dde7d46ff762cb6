namespace Athera.Messages;

/// <summary>
/// How far a message has come. A message from the contact is received; one to the contact moves through the others. The numbers
/// are stored: never change or reuse one.
/// </summary>
[GenerateSerializer, Alias("Athera.MessageState")]
public enum MessageState : short
{
    /// <summary>From the contact, stored.</summary>
    Received = 1,

    /// <summary>To be sent.</summary>
    Queued = 2,

    /// <summary>A call to the provider is on its way; it may or may not have arrived.</summary>
    Attempting = 3,

    /// <summary>The call was cut off: nobody knows whether the provider took it. It is not sent again before that is known.</summary>
    Unknown = 4,

    /// <summary>The provider has it.</summary>
    Sent = 5,

    /// <summary>It reached the contact's device.</summary>
    Delivered = 6,

    /// <summary>The contact opened it.</summary>
    Read = 7,

    /// <summary>It will not arrive; the fault says why.</summary>
    Failed = 8,
}
