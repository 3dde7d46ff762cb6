using System.Text.Json;

namespace Athera.Mutants.Report;

/// <summary>Writes the table for programs to read.</summary>
internal static class ResultFile
{
    private static readonly JsonSerializerOptions Form = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static void Write(string path, int seed, IReadOnlyList<TableRow> rows)
    {
        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } directory)
            Directory.CreateDirectory(directory);
        File.WriteAllBytes(path, JsonSerializer.SerializeToUtf8Bytes(new { Seed = seed, Rows = rows }, Form));
    }
}
