using System.Collections.Immutable;

namespace Athera.Lab.Models;

/// <summary>What the fake model says.</summary>
public sealed record ModelAnswer
{
    /// <summary>The text; null where only tools are called.</summary>
    public string? Text { get; init; }

    /// <summary>Tools it asks for; more than one are meant in parallel.</summary>
    public ImmutableArray<ModelToolCall> ToolCalls { get; init; } = [];

    /// <summary>Text of a refusal, told in a field of its own.</summary>
    public string? Refusal { get; init; }

    /// <summary><c>stop</c>, <c>length</c>, <c>tool_calls</c> or <c>content_filter</c>.</summary>
    public string FinishReason { get; init; } = "stop";

    internal int CompletionTokens => Math.Max(
        1, ((Text?.Length ?? 0) + (Refusal?.Length ?? 0) + ToolCalls.Sum(call => call.Name.Length + call.Arguments.Length)) / 4);
}
