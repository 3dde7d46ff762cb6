using System.Text.RegularExpressions;
using Athera.Turns.Tools;

namespace Athera.Tools;

/// <summary>What a tenant's tool may be, whatever its kind.</summary>
public static partial class TenantToolRules
{
    /// <summary>Names a call that is not an agent's: a trial, or a look at a server's list.</summary>
    public const string TrialKey = "none";

    private const int MaxToolEffects = 64, MaxOriginal = 128;

    /// <summary>What is wrong with a tool, by field; empty if nothing is.</summary>
    public static IReadOnlyDictionary<string, string> Check(
        IToolKind kind, string name, string description, ToolEffect? effect, ToolSettings settings)
    {
        var problems = new Dictionary<string, string>();
        void Need(bool kept, string field, string problem)
        {
            if (!kept)
                problems.TryAdd(field, problem);
        }
        Need(name.Length <= kind.MaxName && Name().IsMatch(name) && !name.Contains("__", StringComparison.Ordinal), "name",
            $"must have 1 to {kind.MaxName} of a-z, 0-9 and _, and no two _ in a row");
        Need(description.Length <= ToolLimits.MaxDescription, "description", $"is longer than {ToolLimits.MaxDescription} characters");
        Need(effect is null || Enum.IsDefined(effect.Value), "effect", "is none");
        Need(settings.Url.Length is > 0 and <= ToolLimits.MaxUrl, "url", $"must have 1 to {ToolLimits.MaxUrl} characters");
        Need(settings.Body is not { Length: > ToolLimits.MaxJson }, "body", $"is longer than {ToolLimits.MaxJson} characters");
        Need(settings.Schema is not { Length: > ToolLimits.MaxJson }, "schema", $"is longer than {ToolLimits.MaxJson} characters");
        Need(settings.TimeoutSeconds is >= 1 and <= ToolLimits.MaxTimeoutSeconds, "timeoutSeconds", $"must be 1 to {ToolLimits.MaxTimeoutSeconds}");
        Need(settings.MaxAnswerBytes is >= 1024 and <= ToolLimits.MaxAnswerBytes, "maxAnswerBytes", $"must be 1,024 to {ToolLimits.MaxAnswerBytes}");
        Need(settings.ToolEffects.Count <= MaxToolEffects
            && settings.ToolEffects.All(e => e.Key.Length is > 0 and <= MaxOriginal && Enum.IsDefined(e.Value)),
            "toolEffects", $"must be at most {MaxToolEffects} effects by a tool's name");
        Headers(settings, problems);
        if (problems.Count > 0)
            return problems;
        return kind.Check(settings);
    }

    private static void Headers(ToolSettings settings, Dictionary<string, string> problems)
    {
        if (ToolHeaders.Wrong(settings.Headers) is { } open)
            problems["headers"] = open;
        if (ToolHeaders.Wrong(settings.Secrets) is { } secret)
            problems["secrets"] = secret;
        if (settings.Secrets.Keys.Intersect(settings.Headers.Keys, StringComparer.OrdinalIgnoreCase).FirstOrDefault() is { } both)
            problems.TryAdd("secrets", $"have {both}, which is one of the headers too");
    }

    [GeneratedRegex(@"^[a-z0-9_]{1,64}\z")]
    private static partial Regex Name();
}
