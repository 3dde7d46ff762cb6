using System.Diagnostics;

namespace Athera.Testing.Postgres;

/// <summary>
/// PostgreSQL refuses to run as root, which is who tests run as in many containers. Then the server runs as an unprivileged user.
/// </summary>
internal static class ServerUser
{
    private static readonly string? _name =
        Environment.IsPrivilegedProcess && !OperatingSystem.IsWindows() ? UnprivilegedUser() : null;

    /// <summary>A program with arguments, to be run as the server's user with its output readable.</summary>
    public static ProcessStartInfo Command(string program, IEnumerable<string> arguments) => new(
        _name is null ? program : "setpriv",
        _name is null ? arguments : [.. Prefix(_name), program, .. arguments])
    {
        RedirectStandardOutput = true,
        RedirectStandardError = true,
        WorkingDirectory = "/",
        Environment = { ["LC_ALL"] = "C" },
    };

    /// <summary>Gives a directory to the server's user.</summary>
    public static async Task OwnAsync(string directory)
    {
        if (_name is null)
            return;
        using var chown = Process.Start("chown", ["-R", _name, directory]);
        await chown.WaitForExitAsync();
        if (chown.ExitCode != 0)
            throw new InvalidOperationException("The data directory could not be given to the server's user.");
    }

    private static string[] Prefix(string user) => ["--reuid", user, "--regid", Group(user), "--clear-groups", "--"];

    private static string UnprivilegedUser() =>
        Accounts().Contains("postgres", StringComparer.Ordinal) ? "postgres" : "nobody";

    private static IEnumerable<string> Accounts() => File.ReadLines("/etc/passwd").Select(line => line.Split(':')[0]);

    // The group's number: it is not always called like its user.
    private static string Group(string user) =>
        File.ReadLines("/etc/passwd").Select(line => line.Split(':')).First(fields => fields[0] == user)[3];
}
