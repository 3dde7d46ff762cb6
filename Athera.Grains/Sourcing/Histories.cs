using System.Collections.Immutable;
using System.Text.Json;

namespace Athera.Sourcing;

/// <summary>What entities note of their changes.</summary>
internal static class Histories
{
    /// <summary>One more change; of more than are shown the oldest is forgotten.</summary>
    public static ImmutableArray<HistoryEntry> With(this ImmutableArray<HistoryEntry> history, HistoryEntry entry) =>
        history.Length < HistoryEntry.MaxShown ? history.Add(entry) : [.. history[(history.Length - HistoryEntry.MaxShown + 1)..], entry];

    /// <summary>The fields that were set.</summary>
    public static IReadOnlyList<string> Fields(params ReadOnlySpan<(string Name, bool Set)> fields)
    {
        var names = new List<string>(fields.Length);
        foreach (var (name, set) in fields)
        {
            if (set)
                names.Add(name);
        }
        return names;
    }

    /// <summary>A state as the API writes it.</summary>
    public static string NameOf<T>(T state) where T : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(state.ToString());

    /// <summary>A text set anew: <see langword="null"/> leaves the old one, and an empty one removes it.</summary>
    public static string? Over(this string? text, string? old) => text is null ? old : text.Length == 0 ? null : text;
}
