using Athera.Conversations;
using Athera.Egress;
using Athera.Tools;
using ModelContextProtocol;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace Athera.Turns.Tools.Mcp;

/// <summary>Asks servers. What they do wrong, or slowly, or too much of, is a fault with a name within the time there is.</summary>
/// <param name="outbound">Where it may go.</param>
/// <param name="clock">The clock.</param>
internal sealed class McpServer(OutboundClient outbound, TimeProvider clock)
{
    private const int MaxPages = 10, MaxDescribed = 200, ListBytes = 1024 * 1024;

    /// <summary>What else than the answer itself a server sends during one call.</summary>
    private const int Envelope = 64 * 1024;

    /// <summary>Lists a server's tools, or says why that failed.</summary>
    public async Task<(IReadOnlyList<McpDescription> Tools, string? Fault)> ListAsync(ToolSettings settings, CancellationToken cancellation)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(settings.TimeoutSeconds), clock);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellation);
        await using var connection = McpConnection.To(outbound, ListBytes);
        try
        {
            await connection.OpenAsync(settings, TenantToolRules.TrialKey, limit.Token).WaitAsync(limit.Token);
            return (await ListAsync(connection.Client, limit.Token), null);
        }
        catch (Exception e) when (FailureOf(e, connection, cancellation) is { } failure)
        {
            return ([], failure.Fault);
        }
    }

    /// <summary>Calls one of a server's tools.</summary>
    public async Task<ToolOutcome> CallAsync(TenantTool server, ServerTool tool, ToolEffect effect, ToolCall call, CancellationToken cancellation)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(server.Settings.TimeoutSeconds), clock);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellation);
        await using var connection = McpConnection.To(
            outbound, server.Settings.MaxAnswerBytes + Envelope + (call.Approved ? ListBytes : 0));
        var called = false;
        try
        {
            await connection.OpenAsync(server.Settings, call.Key, limit.Token).WaitAsync(limit.Token);
            // What a person has allowed was seen up to minutes before: the server may have other plans by now.
            if (call.Approved && !(await SeenAsync(server, connection.Client, limit.Token)).Contains(tool))
                return ToolOutcome.Failed(CallFaults.ToolChanged, CallFaults.Explain(CallFaults.ToolChanged, null));
            called = true;
            var result = await connection.Client.CallToolAsync(ParametersOf(tool, call), limit.Token).AsTask().WaitAsync(limit.Token);
            return McpAnswer.Read(result, effect, server.Settings.MaxAnswerBytes);
        }
        catch (Exception e) when (FailureOf(e, connection, cancellation) is { } failure)
        {
            return called && !failure.NothingSent ? RemoteFaults.Lost(effect, failure.Fault) : RemoteFaults.Outcome(failure.Fault);
        }
    }

    private static async Task<IReadOnlyList<ServerTool>> SeenAsync(TenantTool server, McpClient client, CancellationToken cancellation) =>
        McpCatalogue.Judge(server.Name, await ListAsync(client, cancellation)).Offers;

    private static async Task<IReadOnlyList<McpDescription>> ListAsync(McpClient client, CancellationToken cancellation)
    {
        var found = new List<McpDescription>();
        string? cursor = null;
        for (var page = 0; page < MaxPages && found.Count < MaxDescribed; page++)
        {
            var listed = await client.ListToolsAsync(new ListToolsRequestParams { Cursor = cursor }, cancellation).AsTask().WaitAsync(cancellation);
            found.AddRange(listed.Tools.Take(MaxDescribed - found.Count).Select(t => new McpDescription(t.Name, t.Description, t.InputSchema)));
            cursor = listed.NextCursor;
            if (string.IsNullOrEmpty(cursor))
                break;
        }
        return found;
    }

    private static CallToolRequestParams ParametersOf(ServerTool tool, ToolCall call) => new()
    {
        Name = tool.Original,
        Arguments = call.Arguments.EnumerateObject().ToDictionary(a => a.Name, a => a.Value),
    };

    // The client gives its own exceptions for nearly everything; what the connection saw says more.
    private static OutboundFailure? FailureOf(Exception failure, McpConnection connection, CancellationToken turn) => failure switch
    {
        _ when turn.IsCancellationRequested && failure is OperationCanceledException => null,
        _ when connection.Exceeded => new(RemoteFaults.TooLarge, false),
        OperationCanceledException or TimeoutException => new(RemoteFaults.TimedOut, false),
        McpProtocolException { ErrorCode: McpErrorCode.InvalidParams or McpErrorCode.MethodNotFound or McpErrorCode.InvalidRequest } =>
            new(RemoteFaults.Refused, true),
        McpProtocolException => new(RemoteFaults.Failed, false),
        _ when connection.Broken is { } broken && OutboundFailure.Of(broken, turn) is { NothingSent: true } unsent => unsent,
        HttpRequestException { StatusCode: { } status } => Of((int)status),
        HttpRequestException or IOException => new(RemoteFaults.Unreachable, false),
        OutOfMemoryException => null,
        // What a server sends can bring the client to throw anything.
        _ => new(RemoteFaults.Unreadable, false),
    };

    private static OutboundFailure Of(int status) => status switch
    {
        >= 300 and < 400 => new(RemoteFaults.Redirected, true),
        >= 400 and < 500 => new(RemoteFaults.Refused, true),
        _ => new(RemoteFaults.Failed, false),
    };
}
