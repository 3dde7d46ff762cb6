using System.Text.Json;

namespace Athera.Turns.Tools.Conversations;

/// <summary>Lets a person answer from here on.</summary>
public sealed class HandOverTool : ITool
{
    /// <inheritdoc/>
    public string Name => "hand_over";

    /// <inheritdoc/>
    public string Description =>
        "Hand this conversation to a person: when the customer asks for one, complains, or you are not sure. Then tell the customer so.";

    /// <inheritdoc/>
    public JsonElement Schema { get; } = JsonElement.Parse("""
        {"type":"object","additionalProperties":false,"required":["reason"],"properties":{
          "reason":{"type":"string","enum":["requested","low_confidence","complaint"],"description":"Why a person is needed."}}}
        """);

    /// <inheritdoc/>
    public ToolEffect Effect => ToolEffect.Writes;

    /// <inheritdoc/>
    public Task<ToolOutcome> RunAsync(ToolCall call, CancellationToken cancellation) => Task.FromResult(new ToolOutcome
    {
        Text = "A person will answer after your next message.",
        Effect = new HandOver(call.Arguments.GetProperty("reason").GetString()!),
    });
}
