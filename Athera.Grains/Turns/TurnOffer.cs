using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using Athera.Agents;
using Athera.Turns.Tools;
using Microsoft.Extensions.AI;

namespace Athera.Turns;

/// <summary>What an agent's model may ask for, and the version of everything it is told beside the conversation.</summary>
public sealed class TurnOffer
{
    // A published profile is one object on a silo until it is read again, so a turn does not pay for putting this together.
    private static readonly ConditionalWeakTable<AgentProfile, TurnOffer> Known = [];

    private readonly ToolBook _book;

    private TurnOffer(AgentProfile profile, ToolBook book)
    {
        _book = book;
        var tools = book.Offered(profile);
        Declarations = [.. tools.Select(t => AIFunctionFactory.CreateDeclaration(t.Name, t.Description, t.Schema, returnJsonSchema: null))];
        Version = VersionOf(profile, tools);
    }

    /// <summary>The tools as a model is told of them, in the order of their names.</summary>
    public IReadOnlyList<AITool> Declarations { get; }

    /// <summary>The same instructions and tools have the same 16 digits.</summary>
    public string Version { get; }

    /// <summary>What a profile offers out of a book.</summary>
    public static TurnOffer Of(AgentProfile profile, ToolBook book)
    {
        if (Known.TryGetValue(profile, out var known) && ReferenceEquals(known._book, book))
            return known;
        var offer = new TurnOffer(profile, book);
        Known.AddOrUpdate(profile, offer);
        return offer;
    }

    private static string VersionOf(AgentProfile profile, IReadOnlyList<ITool> tools)
    {
        var text = new StringBuilder(profile.Instructions).Append('\0').Append(TurnPrompt.Manner(profile, tools.Count > 0 ? "" : null));
        foreach (var tool in tools)
            text.Append('\0').Append(tool.Name).Append('\0').Append(tool.Description).Append('\0').Append(tool.Schema.GetRawText());
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())).AsSpan(0, 8));
    }
}
