using System.Text.Json;
using System.Text.Json.Serialization;

namespace Athera.Benchmarks.Report;

/// <summary>Writes a report for programs to read.</summary>
internal static class ReportFile
{
    private static readonly JsonSerializerOptions Form = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals, // A ratio to nothing.
    };

    public static void Write(BenchmarkReport report, string path)
    {
        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } directory)
            Directory.CreateDirectory(directory);
        File.WriteAllBytes(path, JsonSerializer.SerializeToUtf8Bytes(report, Form));
    }
}
