using System.Text.Json.Nodes;
using Athera.Lab.Models;

namespace Athera.Tests.Running;

/// <summary>A model that asks for one tool after the other and then says something: which one is next it reads from what it is shown.</summary>
/// <param name="calls">The tools, with their arguments.</param>
/// <param name="lastWord">What it says in the end.</param>
internal sealed class TurnScript(IReadOnlyList<(string Tool, string Arguments)> calls, string lastWord)
{
    /// <summary>The calls there are to the model: one before each tool, and the last.</summary>
    public int Steps => calls.Count + 1;

    /// <summary>Which call to the model of its turn a request is, from 0.</summary>
    public static int StepOf(ModelRequest request) =>
        request.Body["messages"]!.AsArray().OfType<JsonObject>().Count(message => message["tool_calls"] is JsonArray);

    /// <summary>The model.</summary>
    public ModelBehaviour Behaviour => new() { Answers = Answer };

    private ModelAnswer Answer(ModelRequest request) => StepOf(request) is var step && step < calls.Count
        ? new ModelAnswer { ToolCalls = [new ModelToolCall(calls[step].Tool, calls[step].Arguments)], FinishReason = "tool_calls" }
        : new ModelAnswer { Text = lastWord };
}
