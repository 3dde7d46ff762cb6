using System.Text;
using System.Text.Json;

namespace Athera.FaultRuns.Histories;

/// <summary>A history as a file: first the seed and what was done, then an operation a line, then the transcripts.</summary>
internal static class HistoryFile
{
    private static readonly JsonSerializerOptions Form = new(JsonSerializerDefaults.Web);

    public static async Task WriteAsync(History history, int seed, string file)
    {
        if (Path.GetDirectoryName(Path.GetFullPath(file)) is { } directory)
            Directory.CreateDirectory(directory);
        await using var lines = new StreamWriter(file, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), 1 << 16);
        await lines.WriteLineAsync(JsonSerializer.Serialize(new { seed, faults = history.Faults }, Form));
        foreach (var one in history.Operations())
        {
            await lines.WriteLineAsync(
                $$"""{"process":{{one.Process}},"type":"{{Word(one.Type)}}","f":"{{Word(one.F)}}","conversation":{{one.Conversation}},"number":{{one.Number}},"value":{{one.Value}},"t":{{one.At}}}""");
        }
        foreach (var transcript in history.Transcripts)
            await lines.WriteLineAsync(JsonSerializer.Serialize(new { type = "ok", f = "read", value = transcript }, Form));
    }

    private static string Word<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();
}
