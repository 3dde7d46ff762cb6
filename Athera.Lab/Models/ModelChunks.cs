using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Athera.Lab.Models;

/// <summary>The events of a streamed answer.</summary>
internal sealed class ModelChunks(ModelRequest request, ModelAnswer answer, int pieceLength)
{
    private readonly string id = ModelJson.NewId();

    /// <summary>What opens the stream: on Azure an event without choices, then the role.</summary>
    public IEnumerable<JsonObject> Opening()
    {
        if (request.IsAzure)
            yield return new JsonObject
            {
                ["id"] = "", ["object"] = "", ["created"] = 0, ["model"] = "",
                ["choices"] = new JsonArray(), ["prompt_filter_results"] = ModelFilter.PromptResults(),
            };
        yield return Chunk(new JsonObject { ["role"] = "assistant", ["content"] = answer.Text is null ? null : "" });
    }

    /// <summary>The text, the refusal and the tool calls in pieces.</summary>
    public IEnumerable<JsonObject> Pieces()
    {
        foreach (var piece in Split(answer.Text)) yield return Chunk(new JsonObject { ["content"] = piece });
        foreach (var piece in Split(answer.Refusal)) yield return Chunk(new JsonObject { ["refusal"] = piece });
        for (var index = 0; index < answer.ToolCalls.Length; index++)
        {
            var call = answer.ToolCalls[index];
            // Id and name come once, in front; the pieces after them are joined by their index.
            var head = ModelJson.ToolCall(call, "");
            head["index"] = index;
            yield return Chunk(new JsonObject { ["tool_calls"] = new JsonArray(head) });
            foreach (var piece in Split(call.Arguments))
                yield return Chunk(new JsonObject
                {
                    ["tool_calls"] = new JsonArray(new JsonObject
                    {
                        ["index"] = index, ["function"] = new JsonObject { ["arguments"] = piece },
                    }),
                });
        }
    }

    /// <summary>The finish and, where it was asked for, the usage with its empty choices.</summary>
    public IEnumerable<JsonObject> Closing()
    {
        yield return Chunk([], answer.FinishReason);
        if (!request.WantsUsage) yield break;
        var usage = Chunk([]);
        usage["choices"] = new JsonArray();
        usage["usage"] = ModelJson.Usage(request, answer);
        yield return usage;
    }

    /// <summary>Only a filter's verdict on text that is already out.</summary>
    public JsonObject LateVerdict()
    {
        var verdict = Chunk([], "content_filter");
        var choice = verdict["choices"]![0]!.AsObject();
        choice.Remove("delta");
        choice["content_filter_results"] = ModelFilter.Answer(filtered: true);
        choice["content_filter_offsets"] = new JsonObject
        {
            ["check_offset"] = 0, ["start_offset"] = 0, ["end_offset"] = answer.Text?.Length ?? 0,
        };
        return verdict;
    }

    private JsonObject Chunk(JsonObject delta, string? finish = null) => new()
    {
        ["id"] = id,
        ["object"] = "chat.completion.chunk",
        ["created"] = request.At.ToUnixTimeSeconds(),
        ["model"] = request.Model,
        ["choices"] = new JsonArray(new JsonObject { ["index"] = 0, ["delta"] = delta, ["finish_reason"] = finish }),
    };

    private IEnumerable<string> Split(string? text)
    {
        var piece = new StringBuilder();
        foreach (var rune in (text ?? "").EnumerateRunes())
        {
            piece.Append(CultureInfo.InvariantCulture, $"{rune}");
            if (piece.Length < pieceLength) continue;
            yield return piece.ToString();
            piece.Clear();
        }

        if (piece.Length > 0) yield return piece.ToString();
    }
}
