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
        ToolBook book, TurnCall call, TenantKey conversation, TurnOrder order, CancellationToken deadline)
    {
        if (call.Definition is { } allowed && !book.StillHolds(call.Tool, allowed, order.Profile))
            return NotRun(CallFaults.ToolChanged, call, order);
        if (book.Find(call.Tool) is not { } tool)
            return NotRun(CallFaults.UnknownTool, call, order);
        // The same key has one effect, so what failed without a word is tried once more; what leaves Athera never is.
        var tries = call.RunsOnce ? 1 : 2;
        for (var attempt = 1; ; attempt++)
        {
            using var patience = new CancellationTokenSource(Patience, clock);
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, deadline);
            try
            {
                var outcome = await tool.RunAsync(CallOf(call, conversation, order), limit.Token).WaitAsync(limit.Token);
                // What leads out says what became of this try; of the one before nobody has heard.
                return outcome.Fault is not null && tool.Target.Length > 0 && (attempt > 1 || MayHaveRun(call, order)) && call.Acts
                    ? Lost(tool)
                    : outcome;
            }
            catch (Exception e) when (e is not OutOfMemoryException)
            {
                log.ToolFailed(tool.Name, conversation.Id, e.GetType().Name);
                if (attempt >= tries || deadline.IsCancellationRequested)
                    return Lost(tool);
            }
        }
    }

    private static ToolOutcome Lost(ITool tool) =>
        Failed(tool.Effect == ToolEffect.Reads ? CallFaults.Failed : CallFaults.OutcomeUnknown);

    private static ToolOutcome NotRun(string fault, TurnCall call, TurnOrder order) =>
        Failed(MayHaveRun(call, order) ? CallFaults.OutcomeUnknown : fault);

    // A turn that goes on begins with the calls of an earlier try, which may have made them.
    private static bool MayHaveRun(TurnCall call, TurnOrder order) =>
        order.Try > 1 && call.Effect != ToolEffect.Reads && order.Steps.Any(s => s.Calls.Any(c => c.Id == call.Id));

    private static ToolOutcome Failed(string fault) => ToolOutcome.Failed(fault, CallFaults.Explain(fault, null));

    private static ToolCall CallOf(TurnCall call, TenantKey conversation, TurnOrder order) => new()
    {
        Tenant = conversation.Tenant,
        Conversation = new ConversationId(conversation.Id),
        Contact = order.Contact,
        Agent = order.Agent,
        Turn = order.Turn,
        Key = $"{conversation.Id}.{call.Id}",
        Arguments = JsonSerializer.Deserialize<JsonElement>(call.Arguments),
        Approved = call.Definition is not null,
        At = call.IntendedAt ?? order.Deadline,
    };
}

internal static partial class ToolRunnerLog
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "Tool {Tool} failed in conversation {Conversation}: {Error}")]
    public static partial void ToolFailed(this ILogger log, string tool, OpaqueId conversation, string error);
}
