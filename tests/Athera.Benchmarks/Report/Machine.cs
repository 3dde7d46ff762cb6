using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;

namespace Athera.Benchmarks.Report;

/// <summary>Where a measurement was made, without which it means little.</summary>
internal sealed record Machine(
    DateTimeOffset At, int Cores, string Processor, double MemoryGb, string System, string Runtime, string Postgres, string Build,
    double LoadBefore, double LoadAfter)
{
    /// <summary>This machine. The load is read now as the one before; set the one after at the end.</summary>
    public static Machine Here(string postgres) => new(
        DateTimeOffset.UtcNow, Environment.ProcessorCount, ProcessorName(),
        Math.Round(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 1e9, 1), RuntimeInformation.OSDescription,
        RuntimeInformation.FrameworkDescription, postgres, BuildOf(typeof(Athera.Silo.Hosting.SiloHost).Assembly), Load(), 0);

    /// <summary>How many processes ran or wanted to over the last minute.</summary>
    public static double Load() => File.Exists("/proc/loadavg")
        ? double.Parse(File.ReadAllText("/proc/loadavg").Split(' ')[0], CultureInfo.InvariantCulture)
        : 0;

    // The SDK writes the commit behind the version.
    private static string BuildOf(Assembly assembly) =>
        assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";

    private static string ProcessorName() => File.Exists("/proc/cpuinfo")
        ? File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?
            .Split(':')[1].Trim() ?? "unknown"
        : "unknown";
}
