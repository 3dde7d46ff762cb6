using System.Text.Json;
using System.Text.Json.Serialization;

namespace Athera.FaultRuns.Reports;

/// <summary>The report as programs read it.</summary>
internal static class ResultFile
{
    private static readonly JsonSerializerOptions Form = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public static async Task WriteAsync(RunReport report, string file)
    {
        if (Path.GetDirectoryName(Path.GetFullPath(file)) is { } directory)
            Directory.CreateDirectory(directory);
        await using var stream = File.Create(file);
        await JsonSerializer.SerializeAsync(stream, report, Form);
    }
}
