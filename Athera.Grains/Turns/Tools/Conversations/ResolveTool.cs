using System.Text.Json;

namespace Athera.Turns.Tools.Conversations;

/// <summary>Marks the conversation as done.</summary>
public sealed class ResolveTool : ITool
{
    /// <inheritdoc/>
    public string Name => "resolve_conversation";

    /// <inheritdoc/>
    public string Description => "Mark the conversation as done, once the customer has nothing more to ask. Your next message is still sent.";

    /// <inheritdoc/>
    public JsonElement Schema { get; } = JsonElement.Parse("""{"type":"object","additionalProperties":false,"properties":{}}""");

    /// <inheritdoc/>
    public ToolEffect Effect => ToolEffect.Writes;

    /// <inheritdoc/>
    public Task<ToolOutcome> RunAsync(ToolCall call, CancellationToken cancellation) => Task.FromResult(new ToolOutcome
    {
        Text = "It is marked as done after your next message.",
        Effect = new Resolve(),
    });
}
