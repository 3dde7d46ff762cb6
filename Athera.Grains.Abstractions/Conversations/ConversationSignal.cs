namespace Athera.Conversations;

/// <summary>What a contact may be shown of those it writes to.</summary>
[GenerateSerializer, Alias("Athera.ConversationSignal")]
public enum ConversationSignal
{
    /// <summary>Somebody has read what it wrote.</summary>
    Read = 1,

    /// <summary>Somebody is writing to it.</summary>
    Typing = 2,
}
