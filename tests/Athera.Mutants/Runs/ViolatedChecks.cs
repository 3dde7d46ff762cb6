using System.Text.Json;

namespace Athera.Mutants.Runs;

/// <summary>Reads from a run's result which checks found something.</summary>
internal static class ViolatedChecks
{
    /// <summary>Their names, each once.</summary>
    public static IReadOnlyList<string> Read(string resultFile)
    {
        using var result = JsonDocument.Parse(File.ReadAllBytes(resultFile));
        return [.. result.RootElement.GetProperty("violations").EnumerateArray()
            .Select(violation => violation.GetProperty("check").GetString()!)
            .Distinct()];
    }
}
