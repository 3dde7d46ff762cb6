using System.Globalization;

namespace Athera.Benchmarks.Servers;

/// <summary>Processor time of processes, from <c>/proc</c>, in seconds.</summary>
internal static class ProcessorTime
{
    // The kernel gives it in hundredths whatever its own clock does.
    private const double TicksPerSecond = 100;

    /// <summary>What a process has used.</summary>
    public static double Of(int process) => Read(process) is { } stat ? stat.Own / TicksPerSecond : 0;

    /// <summary>What a process and its children have used, those that ended included.</summary>
    public static double OfFamily(int parent)
    {
        var ticks = Read(parent) is { } stat ? stat.Own + stat.Ended : 0;
        foreach (var directory in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(directory), out var id) && Read(id) is { } child && child.Parent == parent)
                ticks += child.Own;
        }
        return ticks / TicksPerSecond;
    }

    private static (int Parent, long Own, long Ended)? Read(int process)
    {
        try
        {
            var text = File.ReadAllText($"/proc/{process}/stat");
            // The name in brackets may hold anything; after it comes the third field, the state.
            var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
            long Field(int number) => long.Parse(fields[number - 3], CultureInfo.InvariantCulture);
            return ((int)Field(4), Field(14) + Field(15), Field(16) + Field(17));
        }
        catch (IOException)
        {
            return null; // It ended between the listing and the look.
        }
    }
}
