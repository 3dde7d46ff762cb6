using System.Text.RegularExpressions;
using Athera.Channels;
using Athera.Turns.Models.Offline;

namespace Athera.Tasks;

/// <summary>The offline model makes a task of a wish for a call, and of a complaint.</summary>
internal sealed partial class OfflineTasking : IOfflineSkill
{
    private const int LongestText = 1_000;

    /// <inheritdoc/>
    public string Tool => "create_task";

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, object?>? Wants(string message, string instructions) =>
        TitleOf(message) is not { } title ? null : new Dictionary<string, object?>
        {
            ["title"] = title,
            ["text"] = TextLimit.Cut(message, LongestText),
        };

    /// <inheritdoc/>
    public string? Tells(string message, string outcome) => outcome.StartsWith('{')
        ? "I have noted it for my colleagues. They get back to you."
        : "I could not note that. Please write again, or ask for a person.";

    private static string? TitleOf(string message) =>
        CallPattern().IsMatch(message) ? "Call the customer back"
        : ComplaintPattern().IsMatch(message) ? "Look into a complaint"
        : null;

    [GeneratedRegex(@"\b(?:call|ring|phone) me\b|\bcall ?back\b|\brückruf\b|\bruf\w* mich\b", RegexOptions.IgnoreCase)]
    private static partial Regex CallPattern();

    [GeneratedRegex(@"\bcomplain(?:t|ts|ing)?\b|\b(?:broken|damaged|defective|beschwerde|kaputt)\b", RegexOptions.IgnoreCase)]
    private static partial Regex ComplaintPattern();
}
