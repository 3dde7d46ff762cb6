namespace Athera;

/// <summary>Who answers the contact. Exactly one does at any time. The numbers are stored: never change or reuse one.</summary>
[GenerateSerializer, Alias("Athera.Responder")]
public enum Responder : short
{
    /// <summary>Nobody: messages wait for a user.</summary>
    Nobody = 0,

    /// <summary>The AI agent of the channel account.</summary>
    Agent = 1,

    /// <summary>A person in the inbox.</summary>
    User = 2,
}
