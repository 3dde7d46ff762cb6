namespace Athera;

/// <summary>Whether a conversation wants attention. The numbers are stored: never change or reuse one.</summary>
[GenerateSerializer, Alias("Athera.ConversationStatus")]
public enum ConversationStatus : short
{
    /// <summary>Somebody has to look at it.</summary>
    Open = 1,

    /// <summary>Put away until a time, or until the contact writes.</summary>
    Snoozed = 2,

    /// <summary>Done; a new message from the contact opens it again.</summary>
    Resolved = 3,
}
