namespace Athera.Agents;

/// <summary>What to change; what is <see langword="null"/> stays.</summary>
[GenerateSerializer, Immutable, Alias("Athera.ChangeAgent")]
public sealed record ChangeAgent
{
    /// <summary>New name, 1 to 200 characters.</summary>
    [Id(0)] public string? Name { get; init; }

    /// <summary>New instructions, at most 16,000 characters.</summary>
    [Id(1)] public string? Instructions { get; init; }

    /// <summary>New settle time, 0 to 60,000 ms.</summary>
    [Id(2)] public int? SettleMs { get; init; }

    /// <summary>Whether it answers.</summary>
    [Id(3)] public bool? Enabled { get; init; }

    /// <summary>New disclosure, 1 to 500 characters.</summary>
    [Id(4)] public string? Disclosure { get; init; }

    /// <summary>New age limit, 1 to 604,800 s.</summary>
    [Id(5)] public int? AnswerWithinSeconds { get; init; }

    /// <summary>New tone; empty removes it.</summary>
    [Id(6)] public string? Tone { get; init; }

    /// <summary>The languages, all of them.</summary>
    [Id(7)] public IReadOnlyList<string>? Languages { get; init; }

    /// <summary>The member of the model family; empty for the platform's.</summary>
    [Id(8)] public string? Model { get; init; }

    /// <summary>The fallbacks, all of them.</summary>
    [Id(9)] public IReadOnlyList<string>? Fallbacks { get; init; }

    /// <summary>The policies, all of them.</summary>
    [Id(10)] public IReadOnlyDictionary<string, ToolPolicy>? Tools { get; init; }

    /// <summary>New budgets, as a whole.</summary>
    [Id(11)] public AgentBudgets? Budgets { get; init; }

    /// <summary>New hours, as a whole; without shifts, always.</summary>
    [Id(12)] public AgentHours? Hours { get; init; }

    /// <summary>New rules for handing over, as a whole.</summary>
    [Id(13)] public HandOverRules? HandOver { get; init; }

    /// <summary>The disclosures in other languages, all of them.</summary>
    [Id(14)] public IReadOnlyDictionary<string, string>? Disclosures { get; init; }

    /// <summary>The hosts it may link to, all of them.</summary>
    [Id(15)] public IReadOnlyList<string>? Links { get; init; }
}
