using Athera.Agents;

namespace Athera.Api.Agents;

/// <summary>An agent profile: the fields of its draft, which PATCH changes, and what customers meet.</summary>
public sealed record AgentBody
{
    /// <summary>Its id.</summary>
    public required AgentId Id { get; init; }

    /// <summary>What the tenant calls it.</summary>
    public required string Name { get; init; }

    /// <summary>What it is told before every turn.</summary>
    public required string Instructions { get; init; }

    /// <summary>How long a burst of messages may grow before it is answered as one, in milliseconds.</summary>
    public required int SettleMs { get; init; }

    /// <summary>Whether it answers at all.</summary>
    public required bool Enabled { get; init; }

    /// <summary>What the first AI message of a conversation begins with.</summary>
    public required string Disclosure { get; init; }

    /// <summary>Older messages are left to people, in seconds.</summary>
    public required int AnswerWithinSeconds { get; init; }

    /// <summary>What customers meet.</summary>
    public required AgentProfile Published { get; init; }

    /// <summary>How often it has been published; 0 for a default agent nobody has changed.</summary>
    public required int Version { get; init; }

    /// <summary>Shows an agent profile.</summary>
    public static AgentBody Of(AgentView view) => new()
    {
        Id = view.Id,
        Name = view.Draft.Name,
        Instructions = view.Draft.Instructions,
        SettleMs = view.Draft.SettleMs,
        Enabled = view.Draft.Enabled,
        Disclosure = view.Draft.Disclosure,
        AnswerWithinSeconds = view.Draft.AnswerWithinSeconds,
        Published = view.Published,
        Version = view.Version,
    };
}
