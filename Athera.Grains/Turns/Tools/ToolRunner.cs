using System.Text.Json;
using Athera.Conversations;
using Microsoft.Extensions.Logging;

namespace Athera.Turns.Tools;

/// <summary>Runs one tool call, and says honestly what is known of it.</summary>
public sealed class ToolRunner(TimeProvider clock, ILogger<ToolRunner> log)
{
    /// <summary>Longest a tool may take.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>Runs it. What it throws is an outcome too: no tool may cost the contact an answer.</summary>
    public async Task<ToolOutcome> RunAsync(
        ITool? tool, TurnCall call, TenantKey conversation, TurnOrder order, CancellationToken deadline)
    {
        if (tool is null)
            return ToolOutcome.Failed(CallFaults.UnknownTool, CallFaults.Explain(CallFaults.UnknownTool, null));
        // The same key has one effect, so what failed without a word is tried once more; what leaves Athera never is.
        var tries = call.RunsOnce ? 1 : 2;
        for (var attempt = 1; ; attempt++)
        {
            using var patience = new CancellationTokenSource(Patience, clock);
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, deadline);
            try
            {
                return await tool.RunAsync(CallOf(call, conversation, order), limit.Token).WaitAsync(limit.Token);
            }
            catch (Exception e) when (e is not OutOfMemoryException)
            {
                log.ToolFailed(tool.Name, conversation.Id, e.GetType().Name);
                if (attempt >= tries || deadline.IsCancellationRequested)
                    return Lost(tool);
            }
        }
    }

    private static ToolOutcome Lost(ITool tool)
    {
        var fault = tool.Effect == ToolEffect.Reads ? CallFaults.Failed : CallFaults.OutcomeUnknown;
        return ToolOutcome.Failed(fault, CallFaults.Explain(fault, null));
    }

    private static ToolCall CallOf(TurnCall call, TenantKey conversation, TurnOrder order) => new()
    {
        Tenant = conversation.Tenant,
        Conversation = new ConversationId(conversation.Id),
        Contact = order.Contact,
        Agent = order.Agent,
        Turn = order.Turn,
        Key = $"{conversation.Id}.{call.Id}",
        Arguments = JsonSerializer.Deserialize<JsonElement>(call.Arguments),
        At = call.IntendedAt ?? order.Deadline,
    };
}

internal static partial class ToolRunnerLog
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "Tool {Tool} failed in conversation {Conversation}: {Error}")]
    public static partial void ToolFailed(this ILogger log, string tool, OpaqueId conversation, string error);
}
