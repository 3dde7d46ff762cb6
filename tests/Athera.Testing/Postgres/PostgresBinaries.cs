using System.ComponentModel;
using System.Diagnostics;

namespace Athera.Testing.Postgres;

/// <summary>Finds the server's programs: where Debian and its kin put them, on the path, or where <c>pg_config</c> says.</summary>
internal static class PostgresBinaries
{
    private static readonly string? _directory = Candidates().FirstOrDefault(HasServer);

    /// <summary>Why there is no server to test with, or <see langword="null"/> if there is one.</summary>
    public static string? MissingReason =>
        OperatingSystem.IsWindows() ? "The private PostgreSQL server needs a Unix system."
        : _directory is null ? "No PostgreSQL server is installed. On Debian and Ubuntu: apt-get install postgresql."
        : null;

    /// <summary>The full path of a program.</summary>
    public static string Find(string program) =>
        Path.Combine(_directory ?? throw new InvalidOperationException(MissingReason), program);

    private static IEnumerable<string> Candidates()
    {
        const string Debian = "/usr/lib/postgresql";
        var path = Environment.GetEnvironmentVariable("PATH")?.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries) ?? [];
        var versions = Directory.Exists(Debian) ? Directory.GetDirectories(Debian) : [];
        return versions
            .OrderByDescending(version => int.TryParse(Path.GetFileName(version), out var number) ? number : 0)
            .Select(version => Path.Combine(version, "bin"))
            .Concat(path)
            .Concat(Configured());
    }

    private static IEnumerable<string> Configured()
    {
        string? answer = null;
        try
        {
            using var config = Process.Start(new ProcessStartInfo("pg_config", "--bindir") { RedirectStandardOutput = true });
            answer = config?.StandardOutput.ReadToEnd().Trim();
        }
        catch (Win32Exception)
        {
            // There is no pg_config to ask.
        }
        return string.IsNullOrEmpty(answer) ? [] : [answer];
    }

    private static bool HasServer(string directory) =>
        File.Exists(Path.Combine(directory, "initdb")) && File.Exists(Path.Combine(directory, "postgres"));
}
