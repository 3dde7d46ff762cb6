using System.ComponentModel.DataAnnotations;
using Athera.Agents;

namespace Athera.Api.Agents;

/// <summary>Which recorded turns to run again.</summary>
public sealed record ReplayBody
{
    /// <summary>The newest of them, 1 to 100.</summary>
    [Range(1, ReplayTurns.MaxTurns)]
    public int? Last { get; init; }

    /// <summary>Of this conversation only.</summary>
    public ConversationId? Conversation { get; init; }

    /// <summary>With the draft in place of what was published then, to see what would come out differently.</summary>
    public bool? Draft { get; init; }

    /// <summary>What the grain is asked.</summary>
    internal ReplayTurns Command => new() { Last = Last ?? ReplayTurns.MaxTurns, Conversation = Conversation, WithDraft = Draft ?? false };
}
