using System.Text.Json;

namespace Athera.Mutants.Runs;

/// <summary>Reads from a run's result which checks found something.</summary>
internal static class ViolatedChecks
{
    /// <summary>Their names, each with how often, the most frequent first.</summary>
    public static IReadOnlyList<string> Read(string resultFile)
    {
        using var result = JsonDocument.Parse(File.ReadAllBytes(resultFile));
        return [.. result.RootElement.GetProperty("violations").EnumerateArray()
            .CountBy(violation => violation.GetProperty("invariant").GetString()!)
            .OrderByDescending(check => check.Value)
            .Select(check => $"{check.Key} x {check.Value}")];
    }
}
