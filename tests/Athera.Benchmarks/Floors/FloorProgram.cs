using System.Globalization;
using Athera.Benchmarks.Servers;

namespace Athera.Benchmarks.Floors;

/// <summary>Starts a floor: this benchmark's own program under another name.</summary>
internal static class FloorProgram
{
    public static Task<ServerProcess> StartAsync(
        FloorKind kind, string connectionString, string? graphUrl, CancellationToken cancellation)
    {
        var port = ServerProcess.FreePort();
        string[] arguments =
        [
            FloorServer.Command, kind.ToString(), port.ToString(CultureInfo.InvariantCulture), connectionString,
            .. graphUrl is null ? [] : new[] { graphUrl },
        ];
        // The collector Athera has.
        var environment = new Dictionary<string, string> { ["DOTNET_ENVIRONMENT"] = "Production", ["DOTNET_gcServer"] = "1" };
        return ServerProcess.StartAsync("Athera.Benchmarks", port, arguments, environment, cancellation);
    }

    public static string NameOf(FloorKind kind) => kind switch
    {
        FloorKind.GroupCommit => "group commit",
        FloorKind.GrainCall => "grain call",
        FloorKind.Broadcast => "broadcast",
        FloorKind.Drain => "plain",
        _ => "signature",
    };
}
