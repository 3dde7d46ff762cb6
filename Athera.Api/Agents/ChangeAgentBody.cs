using System.ComponentModel.DataAnnotations;
using Athera.Agents;
using Athera.Api.Contract;

namespace Athera.Api.Agents;

/// <summary>What to change in the draft; what is left out stays.</summary>
public record ChangeAgentBody
{
    /// <summary>New name.</summary>
    [StringLength(200, MinimumLength = 1)]
    public virtual string? Name { get; init; }

    /// <summary>New instructions.</summary>
    [StringLength(16_000)]
    public string? Instructions { get; init; }

    /// <summary>New settle time in milliseconds; 0 answers each message at once.</summary>
    [Range(0, 60_000)]
    public int? SettleMs { get; init; }

    /// <summary>Whether it answers.</summary>
    public bool? Enabled { get; init; }

    /// <summary>New disclosure.</summary>
    [StringLength(500, MinimumLength = 1)]
    public string? Disclosure { get; init; }

    /// <summary>New age limit in seconds.</summary>
    [Range(1, 604_800)]
    public int? AnswerWithinSeconds { get; init; }

    /// <summary>New tone; empty leaves it to the instructions.</summary>
    [StringLength(500)]
    public string? Tone { get; init; }

    /// <summary>The languages it answers in, ISO 639-1, all of them; none means the contact's.</summary>
    [MaxLength(20), EachText(MinLength = 2, MaxLength = 2)]
    public IReadOnlyList<string>? Languages { get; init; }

    /// <summary>The model it asks, by its kind; empty for the platform's.</summary>
    [StringLength(64)]
    public string? Model { get; init; }

    /// <summary>The kinds of model asked when that one fails, all of them; none means the platform's.</summary>
    [MaxLength(3), EachText(MinLength = 1, MaxLength = 64)]
    public IReadOnlyList<string>? Fallbacks { get; init; }

    /// <summary>Policies of tools by name, all of them: allow, ask (a person) or forbid.</summary>
    [MaxLength(64)]
    public IReadOnlyDictionary<string, ToolPolicy>? Tools { get; init; }

    /// <summary>New budgets; what is left out has its default.</summary>
    public AgentBudgets? Budgets { get; init; }

    /// <summary>When it answers; without shifts, always.</summary>
    public AgentHours? Hours { get; init; }

    /// <summary>New rules for handing over; what is left out has its default.</summary>
    public HandOverRules? HandOver { get; init; }

    /// <summary>The disclosure in other languages, by ISO 639-1, all of them.</summary>
    [EachText(MinLength = 1, MaxLength = 500, MaxNameLength = 2)]
    public IReadOnlyDictionary<string, string?>? Disclosures { get; init; }

    /// <summary>Hosts it may link to, with those below them, all of them.</summary>
    [MaxLength(50), EachText(MinLength = 3, MaxLength = 253)]
    public IReadOnlyList<string>? Links { get; init; }

    /// <summary>What the grain is asked.</summary>
    internal ChangeAgent Command => new()
    {
        Name = Name,
        Instructions = Instructions,
        SettleMs = SettleMs,
        Enabled = Enabled,
        Disclosure = Disclosure,
        AnswerWithinSeconds = AnswerWithinSeconds,
        Tone = Tone,
        Languages = Languages,
        Model = Model,
        Fallbacks = Fallbacks,
        Tools = Tools,
        Budgets = Budgets,
        Hours = Hours,
        HandOver = HandOver,
        Disclosures = Disclosures?.ToDictionary(d => d.Key, d => d.Value ?? ""),
        Links = Links,
    };
}
