using Athera.Channels;
using Athera.Knowledge.Tools;
using Athera.Turns.Models.Offline;

namespace Athera.Knowledge.Answering;

/// <summary>The offline model looks up whatever else it has no answer to.</summary>
internal sealed class OfflineSearching : IOfflineSkill
{
    /// <inheritdoc/>
    public string Tool => SearchKnowledgeTool.ToolName;

    /// <inheritdoc/>
    public bool IsLastResort => true;

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, object?>? Wants(string message, string instructions) =>
        string.IsNullOrWhiteSpace(message) || OfflineAnswer.IsManners(message)
            ? null
            : new Dictionary<string, object?>
            {
                ["query"] = TextLimit.Cut(message, KnowledgeLimits.MaxQuery),
            };

    /// <inheritdoc/>
    public string? Tells(string message, string outcome) =>
        OfflineKnowledge.Answer(message, PassageText.Read(outcome)) is { IsKnown: true } answer ? answer.Text : null;
}
