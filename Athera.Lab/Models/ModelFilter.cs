using System.Text.Json.Nodes;

namespace Athera.Lab.Models;

/// <summary>The content filter's verdicts, in their shape.</summary>
internal static class ModelFilter
{
    public static JsonObject Prompt(bool jailbreak = false)
    {
        var verdict = Answer(filtered: false);
        verdict["jailbreak"] = new JsonObject { ["filtered"] = jailbreak, ["detected"] = jailbreak };
        return verdict;
    }

    public static JsonObject Answer(bool filtered) => new()
    {
        ["hate"] = Severity("safe"),
        ["self_harm"] = Severity("safe"),
        ["sexual"] = Severity("safe"),
        ["violence"] = Severity(filtered ? "medium" : "safe"),
    };

    public static JsonArray PromptResults() =>
        [new JsonObject { ["prompt_index"] = 0, ["content_filter_results"] = Prompt() }];

    private static JsonObject Severity(string severity) => new() { ["filtered"] = severity != "safe", ["severity"] = severity };
}
