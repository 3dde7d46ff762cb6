using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace Athera.Lab.Models;

/// <summary>An answer in one piece.</summary>
internal static class ModelJson
{
    public static string NewId() => $"chatcmpl-{RandomNumberGenerator.GetHexString(29, lowercase: true)}";

    public static JsonObject Completion(ModelRequest request, ModelAnswer answer)
    {
        var completion = new JsonObject
        {
            ["id"] = NewId(),
            ["object"] = "chat.completion",
            ["created"] = request.At.ToUnixTimeSeconds(),
            ["model"] = request.Model,
            ["system_fingerprint"] = "fp_lab",
            ["choices"] = new JsonArray(Choice(request, answer)),
            ["usage"] = Usage(request, answer),
        };
        if (request.IsAzure) completion["prompt_filter_results"] = ModelFilter.PromptResults();
        return completion;
    }

    public static JsonObject Usage(ModelRequest request, ModelAnswer answer) => new()
    {
        ["prompt_tokens"] = request.PromptTokens,
        ["completion_tokens"] = answer.CompletionTokens,
        ["total_tokens"] = request.PromptTokens + answer.CompletionTokens,
        ["prompt_tokens_details"] = new JsonObject { ["cached_tokens"] = 0 },
        ["completion_tokens_details"] = new JsonObject { ["reasoning_tokens"] = 0 },
    };

    public static JsonObject ToolCall(ModelToolCall call, string arguments) => new()
    {
        ["id"] = call.Id,
        ["type"] = "function",
        ["function"] = new JsonObject { ["name"] = call.Name, ["arguments"] = arguments },
    };

    private static JsonObject Choice(ModelRequest request, ModelAnswer answer)
    {
        var message = new JsonObject { ["role"] = "assistant", ["content"] = answer.Text, ["refusal"] = answer.Refusal };
        if (!answer.ToolCalls.IsEmpty)
            message["tool_calls"] = new JsonArray([.. answer.ToolCalls.Select(call => ToolCall(call, call.Arguments))]);
        var choice = new JsonObject
        {
            ["index"] = 0,
            ["finish_reason"] = answer.FinishReason,
            ["logprobs"] = null,
            ["message"] = message,
        };
        if (request.IsAzure) choice["content_filter_results"] = ModelFilter.Answer(answer.FinishReason == "content_filter");
        return choice;
    }
}
