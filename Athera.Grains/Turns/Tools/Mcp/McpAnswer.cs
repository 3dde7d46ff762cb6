using System.Text;
using ModelContextProtocol.Protocol;

namespace Athera.Turns.Tools.Mcp;

/// <summary>Turns a tool's result into what the call came to.</summary>
internal static class McpAnswer
{
    /// <summary>Reads a result: its texts, and of anything else only that it was there.</summary>
    /// <param name="result">The result.</param>
    /// <param name="effect">What the call can do.</param>
    /// <param name="limit">Most bytes of text that are taken.</param>
    public static ToolOutcome Read(CallToolResult result, ToolEffect effect, int limit)
    {
        var text = TextOf(result);
        var isTooLarge = Encoding.UTF8.GetByteCount(text) > limit;
        if (result.IsError == true)
            return ToolOutcome.Failed(RemoteFaults.ToolError, text.Length == 0 || isTooLarge ? "The tool failed." : text);
        if (isTooLarge)
        {
            return effect == ToolEffect.Reads
                ? RemoteFaults.Outcome(RemoteFaults.TooLarge)
                : new ToolOutcome { Text = "It was done. The tool's answer is left out: it is too large." };
        }
        return new ToolOutcome { Text = text.Length == 0 ? "It worked. The tool had nothing to say." : text };
    }

    private static string TextOf(CallToolResult result)
    {
        var parts = (result.Content ?? []).Select(part => part switch
        {
            TextContentBlock text => text.Text,
            _ => $"[{part.Type}, which is not shown]",
        }).ToList();
        if (parts.Count == 0 && result.StructuredContent is { } structured)
            parts.Add(structured.ToString());
        return string.Join('\n', parts);
    }
}
