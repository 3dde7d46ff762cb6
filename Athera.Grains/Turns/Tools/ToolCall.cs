using System.Text.Json;

namespace Athera.Turns.Tools;

/// <summary>One call of a tool. On whose behalf it runs is said here and never in the arguments, which are the model's.</summary>
public sealed record ToolCall
{
    /// <summary>The tenant.</summary>
    public required TenantId Tenant { get; init; }

    /// <summary>The conversation the turn runs in.</summary>
    public required ConversationId Conversation { get; init; }

    /// <summary>The contact it is held with: the only one whose data the tool may touch.</summary>
    public required ContactId Contact { get; init; }

    /// <summary>The agent that calls.</summary>
    public required AgentId Agent { get; init; }

    /// <summary>The turn: the sequence of the event that began it.</summary>
    public required long Turn { get; init; }

    /// <summary>Idempotency key: the same for every try of this call, different for any other. At most 100 characters, safe to print.</summary>
    public required string Key { get; init; }

    /// <summary>What the model gave, checked against the tool's schema.</summary>
    public required JsonElement Arguments { get; init; }

    /// <summary>Whether a person has allowed exactly this.</summary>
    public bool Approved { get; init; }

    /// <summary>When the intent was committed.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Says which it is, and not with what.</summary>
    public override string ToString() => $"ToolCall({Key})";
}
