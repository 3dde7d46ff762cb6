using System.Globalization;
using System.Text.Json;
using Athera.Conversations;

namespace Athera.Turns.Tools.Conversations;

/// <summary>Has the agent write again later.</summary>
public sealed class FollowUpTool : ITool
{
    /// <inheritdoc/>
    public string Name => Continuing.FollowUpTool;

    /// <inheritdoc/>
    public string Description =>
        "Write to the customer again later by yourself, unless something happens before. A new follow-up replaces the one before; "
        + "after one there is no other until the customer has written.";

    /// <inheritdoc/>
    public JsonElement Schema { get; } = JsonElement.Parse("""
        {"type":"object","additionalProperties":false,"required":["in_minutes","about"],"properties":{
          "in_minutes":{"type":"integer","minimum":5,"maximum":43200,"description":"In how many minutes."},
          "about":{"type":"string","minLength":1,"maxLength":500,"description":"What to write about."}}}
        """);

    /// <inheritdoc/>
    public ToolEffect Effect => ToolEffect.Writes;

    /// <inheritdoc/>
    public Task<ToolOutcome> RunAsync(ToolCall call, CancellationToken cancellation)
    {
        var at = call.At.AddMinutes(call.Arguments.GetProperty("in_minutes").GetInt32());
        return Task.FromResult(new ToolOutcome
        {
            Text = string.Create(CultureInfo.InvariantCulture, $"You will write again at {at.UtcDateTime:yyyy-MM-dd HH:mm} UTC."),
            Effect = new FollowUp(at, call.Arguments.GetProperty("about").GetString()!),
        });
    }
}
