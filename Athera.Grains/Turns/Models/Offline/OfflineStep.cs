using Microsoft.Extensions.AI;

namespace Athera.Turns.Models.Offline;

/// <summary>What the offline model does next: it says something, or asks for a tool.</summary>
/// <param name="Text">What it says.</param>
/// <param name="Call">The tool it asks for.</param>
internal sealed record OfflineStep(string? Text, FunctionCallContent? Call = null)
{
    /// <summary>Reads a prompt and decides.</summary>
    public static OfflineStep Of(IReadOnlyList<ChatMessage> prompt, IReadOnlyCollection<string> tools, IReadOnlyList<IOfflineSkill> skills)
    {
        var message = prompt.LastOrDefault(m => m.Role == ChatRole.User)?.Text ?? "";
        var instructions = prompt.FirstOrDefault(m => m.Role == ChatRole.System)?.Text ?? "";
        if (prompt is [.., { Role: var role }] && role == ChatRole.Tool)
            return new OfflineStep(Told(prompt, message, skills) ?? OfflineAnswer.Unknown);
        var usable = skills.Where(s => tools.Contains(s.Tool)).ToLookup(s => s.IsLastResort);
        return Wanted(usable[false], message, instructions)
            ?? (OfflineAnswer.Fact(message, instructions) is { } fact ? new OfflineStep(fact) : null)
            ?? Wanted(usable[true], message, instructions)
            ?? new OfflineStep(OfflineAnswer.Manners(message));
    }

    private static OfflineStep? Wanted(IEnumerable<IOfflineSkill> skills, string message, string instructions)
    {
        foreach (var skill in skills)
        {
            if (skill.Wants(message, instructions) is { } arguments)
                return new OfflineStep(null, new FunctionCallContent("offline", skill.Tool, arguments.ToDictionary()));
        }
        return null;
    }

    private static string? Told(IReadOnlyList<ChatMessage> prompt, string message, IReadOnlyList<IOfflineSkill> skills)
    {
        var outcome = prompt[^1].Contents.OfType<FunctionResultContent>().LastOrDefault();
        var call = prompt.SelectMany(m => m.Contents).OfType<FunctionCallContent>().LastOrDefault(c => c.CallId == outcome?.CallId);
        return skills.FirstOrDefault(s => s.Tool == call?.Name)?.Tells(message, Unfenced(outcome?.Result as string ?? ""));
    }

    private static string Unfenced(string text)
    {
        var (first, last) = (text.IndexOf('\n', StringComparison.Ordinal), text.LastIndexOf('\n'));
        return text.StartsWith("<data-", StringComparison.Ordinal) && last > first ? text[(first + 1)..last] : text;
    }
}
