using System.Diagnostics;
using Xunit;

namespace Athera.Tests.Deploy;

/// <summary>The user of the image. Whoever is root becomes that user; whoever is not, is unprivileged already.</summary>
internal static class ImageUser
{
    private static readonly string[] _user = Dockerfile.Read().Stages[^1].Only("USER").Arguments.Split(':');

    /// <summary>What to put before a command.</summary>
    public static IReadOnlyList<string> Prefix => Environment.IsPrivilegedProcess
        ? ["setpriv", "--reuid", _user[0], "--regid", _user[1], "--clear-groups", "--no-new-privs", "--bounding-set=-all", "--inh-caps=-all", "--"]
        : [];

    /// <summary>Gives a directory to that user.</summary>
    public static async Task OwnAsync(string directory, CancellationToken cancellation)
    {
        if (!Environment.IsPrivilegedProcess)
            return;
        var (code, _, errors) = await Repository.RunAsync(new ProcessStartInfo("chown", [string.Join(':', _user), directory]), cancellation);
        Assert.True(code == 0, errors);
    }
}
