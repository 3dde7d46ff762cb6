using System.Text.RegularExpressions;

namespace Athera.Agents;

/// <summary>What may be entered in an agent profile.</summary>
public static partial class AgentRules
{
    private const int MaxTools = 64, MaxShifts = 42;

    /// <summary>What is wrong with an agent to create, by field; empty if nothing is.</summary>
    /// <param name="draft">Its draft.</param>
    /// <param name="models">The members of the model family there are.</param>
    public static IReadOnlyDictionary<string, string> CheckDraft(ChangeAgent draft, IReadOnlyCollection<string> models) =>
        draft.Name is not null ? Check(draft, models)
        : new Dictionary<string, string>(Check(draft, models)) { ["name"] = "is required" };

    /// <summary>What is wrong with a change, by field; empty if nothing is.</summary>
    /// <param name="change">The change.</param>
    /// <param name="models">The members of the model family there are.</param>
    public static IReadOnlyDictionary<string, string> Check(ChangeAgent change, IReadOnlyCollection<string> models)
    {
        var problems = new Dictionary<string, string>();
        void Need(bool kept, string field, string problem)
        {
            if (!kept)
                problems[field] = problem;
        }
        Need(change.Name is not { Length: 0 or > 200 }, "name", "must have 1 to 200 characters");
        Need(change.Instructions is not { Length: > 16_000 }, "instructions", "is longer than 16,000 characters");
        Need(change.SettleMs is not (< 0 or > 60_000), "settleMs", "must be 0 to 60,000 milliseconds");
        Need(change.Disclosure is not { Length: 0 or > 500 }, "disclosure", "must have 1 to 500 characters");
        Need(change.AnswerWithinSeconds is not (< 1 or > 604_800), "answerWithinSeconds", "must be 1 to 604,800 seconds");
        Need(change.Tone is not { Length: > 500 }, "tone", "is longer than 500 characters");
        Need(AreLanguages(change.Languages, 20), "languages", "must be at most 20 two-letter codes such as de");
        Need(change.Model is null or "" || models.Contains(change.Model), "model", $"must be one of {string.Join(", ", models)}");
        Need(change.Fallbacks is null || (change.Fallbacks.Count <= 3 && change.Fallbacks.All(models.Contains)), "fallbacks",
            $"must be at most 3 of {string.Join(", ", models)}");
        Need(AreTools(change.Tools), "tools", $"must be at most {MaxTools} tool names of a-z, 0-9 and _, each with a policy");
        Need(AreBudgets(change.Budgets), "budgets",
            "must be steps 1 to 16, tokens 500 to 1,000,000, seconds 5 to 300, turnsPerHour 1 to 100,000 and no negative money");
        Need(AreHours(change.Hours), "hours", $"must name a time zone and at most {MaxShifts} spans that end after they begin");
        Need(AreRules(change.HandOver), "handOver",
            "must have at most 50 phrases of 2 to 100 characters, failures 1 to 10 and machineAnswers 0 to 20");
        Need(AreDisclosures(change.Disclosures), "disclosures",
            "must be at most 30 texts of 1 to 500 characters by two-letter codes such as de");
        Need(AreHosts(change.Links), "links", "must be at most 50 hosts such as shop.example.com");
        return problems;
    }

    private static bool AreLanguages(IReadOnlyCollection<string>? codes, int most) =>
        codes is null || (codes.Count <= most && codes.All(c => c is { Length: 2 } && c.All(char.IsAsciiLetterLower)));

    private static bool AreDisclosures(IReadOnlyDictionary<string, string>? texts) =>
        texts is null || (AreLanguages([.. texts.Keys], 30) && texts.Values.All(t => t is { Length: > 0 and <= 500 }));

    private static bool AreHosts(IReadOnlyList<string>? hosts) =>
        hosts is null || (hosts.Count <= 50 && hosts.All(h => h is { Length: <= 253 } && HostPattern().IsMatch(h)));

    private static bool AreTools(IReadOnlyDictionary<string, ToolPolicy>? tools) =>
        tools is null || (tools.Count <= MaxTools && tools.All(t => ToolPattern().IsMatch(t.Key) && Enum.IsDefined(t.Value)));

    private static bool AreBudgets(AgentBudgets? b) => b is null
        || b is
        {
            Steps: >= 1 and <= 16, Tokens: >= 500 and <= 1_000_000, Seconds: >= 5 and <= 300, TurnsPerHour: >= 1 and <= 100_000,
            TurnMicros: >= 0, DayMicros: >= 0,
        };

    private static bool AreHours(AgentHours? hours) => hours is null
        || (hours.TimeZone is { Length: > 0 and <= 64 } && TimeZoneInfo.TryFindSystemTimeZoneById(hours.TimeZone, out _)
            && hours.Shifts.Count <= MaxShifts
            && hours.Shifts.All(s => s is not null && Enum.IsDefined(s.Day) && (s.To == TimeOnly.MinValue || s.From < s.To)));

    private static bool AreRules(HandOverRules? rules) => rules is null
        || (rules is { Phrases.Count: <= 50, Failures: >= 1 and <= 10, MachineAnswers: >= 0 and <= 20 }
            && rules.Phrases.All(p => p is { Length: >= 2 and <= 100 } && p.Any(char.IsLetterOrDigit)));

    [GeneratedRegex(@"^[a-z0-9_]{1,64}\z")]
    private static partial Regex ToolPattern();

    [GeneratedRegex(@"^[a-z0-9-]+(\.[a-z0-9-]+)+\z", RegexOptions.IgnoreCase)]
    private static partial Regex HostPattern();
}
