using System.ComponentModel.DataAnnotations;
using Athera.Agents;

namespace Athera.Api.Agents;

/// <summary>What to change in the draft; what is left out stays.</summary>
public sealed record ChangeAgentBody
{
    /// <summary>New name.</summary>
    [StringLength(200, MinimumLength = 1)]
    public string? Name { get; init; }

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

    /// <summary>What the grain is asked.</summary>
    internal ChangeAgent Command => new()
    {
        Name = Name,
        Instructions = Instructions,
        SettleMs = SettleMs,
        Enabled = Enabled,
        Disclosure = Disclosure,
        AnswerWithinSeconds = AnswerWithinSeconds,
    };
}
