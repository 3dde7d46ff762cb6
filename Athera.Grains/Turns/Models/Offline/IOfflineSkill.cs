namespace Athera.Turns.Models.Offline;

/// <summary>
/// How the offline model uses one tool. Whoever brings the tool brings this as well, so the model itself knows none of them. Skills
/// are asked in the order of their registration.
/// </summary>
public interface IOfflineSkill
{
    /// <summary>The tool's name.</summary>
    string Tool { get; }

    /// <summary>Asked only when the instructions hold no answer either.</summary>
    bool IsLastResort => false;

    /// <summary>The arguments to call it with, or <see langword="null"/> when the message asks for nothing of the kind.</summary>
    /// <param name="message">What the contact wrote.</param>
    /// <param name="instructions">The agent's instructions.</param>
    IReadOnlyDictionary<string, object?>? Wants(string message, string instructions);

    /// <summary>What the contact is told of the outcome, or <see langword="null"/> when it holds nothing to tell.</summary>
    /// <param name="message">What the contact wrote.</param>
    /// <param name="outcome">What the tool said.</param>
    string? Tells(string message, string outcome);
}
