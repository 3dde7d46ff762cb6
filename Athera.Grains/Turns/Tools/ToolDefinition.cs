using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Athera.Turns.Tools;

/// <summary>What makes a tool the one it is, so that what a person has allowed is not something else by the time it runs.</summary>
internal static class ToolDefinition
{
    /// <summary>SHA-256 of its name, effect, schema and target, hexadecimal.</summary>
    public static string HashOf(ITool tool)
    {
        var text = new StringBuilder();
        // Each with its length before it, so that nothing can pass from one into the next.
        foreach (var part in new[] { tool.Name, tool.Effect.ToString(), tool.Schema.GetRawText(), tool.Target })
            text.Append(CultureInfo.InvariantCulture, $"{part.Length}:").Append(part);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }
}
