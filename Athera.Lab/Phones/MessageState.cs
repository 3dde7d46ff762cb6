namespace Athera.Lab.Phones;

/// <summary>How far a message has come; a later one of the first four outranks the ones before it.</summary>
internal enum MessageState
{
    /// <summary>A provider has it.</summary>
    Accepted,

    /// <summary>It has left the provider.</summary>
    Sent,

    /// <summary>It has arrived: for the customer's own message, the business has answered for it.</summary>
    Delivered,

    /// <summary>It was read.</summary>
    Read,

    /// <summary>It will not arrive.</summary>
    Failed,
}
