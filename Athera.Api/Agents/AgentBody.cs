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

    /// <summary>How it sounds; empty leaves that to the instructions.</summary>
    public required string Tone { get; init; }

    /// <summary>The languages it answers in, ISO 639-1; none means the contact's.</summary>
    public required IReadOnlyList<string> Languages { get; init; }

    /// <summary>The model it asks, by its kind; null for the platform's.</summary>
    public required string? Model { get; init; }

    /// <summary>The kinds of model asked when that one fails; none means the platform's.</summary>
    public required IReadOnlyList<string> Fallbacks { get; init; }

    /// <summary>Policies of tools by name. A tool that is not named is allowed, or asked of a person if it costs money or leaves Athera.</summary>
    public required IReadOnlyDictionary<string, ToolPolicy> Tools { get; init; }

    /// <summary>What it may use up before a person has to answer.</summary>
    public required AgentBudgets Budgets { get; init; }

    /// <summary>When it answers; null for always.</summary>
    public required AgentHours? Hours { get; init; }

    /// <summary>When a person is to answer instead.</summary>
    public required HandOverRules HandOver { get; init; }

    /// <summary>The disclosure in other languages, by ISO 639-1.</summary>
    public required IReadOnlyDictionary<string, string> Disclosures { get; init; }

    /// <summary>Hosts it may link to.</summary>
    public required IReadOnlyList<string> Links { get; init; }

    /// <summary>What customers meet; null before it is published.</summary>
    public required AgentProfile? Published { get; init; }

    /// <summary>How often it has been published; 0 for one that never was, and for a default agent nobody has changed.</summary>
    public required int Version { get; init; }

    /// <summary>Whether it answers on every channel account that names no other.</summary>
    public required bool IsDefault { get; init; }

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
        Tone = view.Draft.Tone,
        Languages = view.Draft.Languages,
        Model = view.Draft.Model,
        Fallbacks = view.Draft.Fallbacks,
        Tools = view.Draft.Tools,
        Budgets = view.Draft.Budgets,
        Hours = view.Draft.Hours,
        HandOver = view.Draft.HandOver,
        Disclosures = view.Draft.Disclosures,
        Links = view.Draft.Links,
        Published = view.Published,
        Version = view.Version,
        IsDefault = view.IsDefault,
    };
}
