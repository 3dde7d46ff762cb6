using System.Globalization;

namespace Athera.Benchmarks.Servers;

/// <summary>Memory of processes, from <c>/proc</c>.</summary>
internal static class ProcessMemory
{
    private const string Field = "VmRSS:";

    /// <summary>What of it is in memory, in bytes.</summary>
    public static long Resident(int process)
    {
        var line = File.ReadLines($"/proc/{process}/status").First(one => one.StartsWith(Field, StringComparison.Ordinal));
        return long.Parse(line[Field.Length..].Replace("kB", "", StringComparison.Ordinal).Trim(), CultureInfo.InvariantCulture) * 1024;
    }
}
