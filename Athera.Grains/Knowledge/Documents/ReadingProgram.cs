using System.Diagnostics;
using System.Reflection;
using System.Runtime.InteropServices;

namespace Athera.Knowledge.Documents;

/// <summary>How this very program is started once more, to read a source.</summary>
internal static class ReadingProgram
{
    private const string Silo = "Athera.Silo";

    /// <summary>Bytes of heap it may have; at more it fails, and alone.</summary>
    private const long Heap = 256L << 20;

    private static readonly string[] Kept = ["PATH", "HOME", "TMPDIR", "LD_LIBRARY_PATH", "DOTNET_ROOT", "SystemRoot", "TEMP"];

    /// <summary>The process, not yet started. It is given none of this one's secrets: its environment is its own.</summary>
    public static ProcessStartInfo For(ArticleKind kind)
    {
        var start = new ProcessStartInfo(FileName)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            CreateNoWindow = true,
        };
        if (!IsExecutable)
        {
            start.ArgumentList.Add("exec");
            start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, $"{Silo}.dll"));
        }
        start.ArgumentList.Add(DocumentSwitch.Name);
        start.ArgumentList.Add(kind.ToString());
        foreach (var name in start.Environment.Keys.Except(Kept).ToList())
            start.Environment.Remove(name);
        start.Environment["DOTNET_GCHeapHardLimit"] = $"{Heap:X}";
        start.Environment["DOTNET_gcServer"] = "0";
        start.Environment["DOTNET_EnableDiagnostics"] = "0";
        start.Environment["DOTNET_TieredPGO"] = "0";
        return start;
    }

    // As an executable of its own the silo is started again as it is; otherwise by the runtime that runs now.
    private static bool IsExecutable =>
        Assembly.GetEntryAssembly()?.GetName().Name == Silo && Path.GetFileNameWithoutExtension(Environment.ProcessPath) == Silo;

    private static string FileName => IsExecutable
        ? Environment.ProcessPath!
        : Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet"));
}
