using System.Globalization;
using Athera.Benchmarks.Plain;

namespace Athera.Benchmarks.Servers;

/// <summary>Starts the plain program: this benchmark's own program under another name.</summary>
internal static class PlainProgram
{
    public static Task<ServerProcess> StartAsync(
        string connectionString, int databaseConnections, string? graphUrl, CancellationToken cancellation)
    {
        var port = ServerProcess.FreePort();
        string[] arguments =
        [
            PlainServer.Command, port.ToString(CultureInfo.InvariantCulture), connectionString,
            databaseConnections.ToString(CultureInfo.InvariantCulture), .. graphUrl is null ? [] : new[] { graphUrl },
        ];
        // The collector a web project gets when nobody chooses one.
        var environment = new Dictionary<string, string> { ["DOTNET_ENVIRONMENT"] = "Production", ["DOTNET_gcServer"] = "1" };
        return ServerProcess.StartAsync("Athera.Benchmarks", port, arguments, environment, cancellation);
    }
}
