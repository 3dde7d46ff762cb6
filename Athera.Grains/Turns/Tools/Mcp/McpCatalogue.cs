using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Athera.Tools;

namespace Athera.Turns.Tools.Mcp;

/// <summary>A tool as a server describes it. None of it is believed.</summary>
/// <param name="Name">The server's name for it.</param>
/// <param name="Description">What it says it does.</param>
/// <param name="Schema">What it says it takes.</param>
internal sealed record McpDescription(string? Name, string? Description, JsonElement Schema);

/// <summary>Decides which of a server's tools agents are told of.</summary>
internal static class McpCatalogue
{
    private const int MaxOriginal = 128, MaxLeftOut = 50, HashLength = 6;

    /// <summary>What is taken over and what is left out, and why; the same for the same list.</summary>
    /// <param name="server">What stands before the names.</param>
    /// <param name="described">What the server lists.</param>
    public static ToolSighting Judge(string server, IReadOnlyList<McpDescription> described)
    {
        var offered = new List<ServerTool>();
        var leftOut = new List<LeftOutTool>();
        foreach (var tool in described)
        {
            var original = tool.Name ?? "";
            var schema = tool.Schema.ValueKind == JsonValueKind.Undefined ? TenantSchema.Nothing : tool.Schema.GetRawText();
            var reason = original.Length is 0 or > MaxOriginal || original.Any(char.IsControl)
                ? $"its name is not one of 1 to {MaxOriginal} characters"
                : offered.Any(o => o.Original == original) ? "it is listed twice"
                : TenantSchema.Read(schema, out var wrong) is null ? $"its schema {wrong}"
                : offered.Count == ToolLimits.MaxOffered ? $"there are more than {ToolLimits.MaxOffered}"
                : null;
            if (reason is null)
                offered.Add(new ServerTool(NameOf(server, original, offered), original, Described(server, original, tool.Description), schema));
            else if (leftOut.Count < MaxLeftOut)
                leftOut.Add(new LeftOutTool(original.Length > MaxOriginal ? original[..MaxOriginal] : original, reason));
        }
        return new ToolSighting(offered, leftOut, null);
    }

    // No name of a tenant's has two underscores in a row, so where the server's ends is plain and no two servers' tools are called alike.
    private static string NameOf(string server, string original, List<ServerTool> offered)
    {
        var plain = new StringBuilder(server).Append("__");
        foreach (var c in original.ToLowerInvariant())
            plain.Append(char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) ? c : '_');
        var name = plain.ToString();
        if (name.Length <= ToolLimits.MaxName && offered.All(o => o.Name != name))
            return name;
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(original)))[..HashLength];
        var room = ToolLimits.MaxName - HashLength - 1;
        return $"{(name.Length > room ? name[..room] : name)}_{hash}";
    }

    private static string Described(string server, string original, string? description)
    {
        var text = string.IsNullOrWhiteSpace(description) ? $"The tool {original} of {server}." : description.Trim();
        return Channels.TextLimit.Cut(text, ToolLimits.MaxDescription);
    }
}
