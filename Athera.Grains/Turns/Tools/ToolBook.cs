using System.Collections.Concurrent;
using System.Collections.Frozen;
using Athera.Agents;
using Athera.Turns.Tools.Schemas;
using Microsoft.Extensions.Logging;

namespace Athera.Turns.Tools;

/// <summary>The tools there are for a tenant, by name, with what their arguments have to be.</summary>
public sealed class ToolBook
{
    private readonly FrozenDictionary<string, Page> _pages;

    /// <summary>Takes tools in. Of two with one name the first counts.</summary>
    /// <param name="tools">The tools.</param>
    /// <param name="leftOut">Hears of those whose schema cannot be checked: one that cannot be offered must not cost the others.</param>
    /// <exception cref="FormatException">A schema cannot be checked, and nobody hears of it; the message names the tool.</exception>
    public ToolBook(IEnumerable<ITool> tools, Action<string>? leftOut = null) => _pages = tools
        .Select(t => Read(t, leftOut)).OfType<Page>()
        .DistinctBy(p => p.Tool.Name)
        .ToFrozenDictionary(p => p.Tool.Name, StringComparer.Ordinal);

    /// <summary>No tools.</summary>
    public static ToolBook Empty { get; } = new([]);

    private sealed record Page(ITool Tool, ArgumentSchema Schema, string Definition);

    /// <summary>A tool, or <see langword="null"/>.</summary>
    public ITool? Find(string name) => _pages.TryGetValue(name, out var page) ? page.Tool : null;

    /// <summary>What a tool is, as a hash that a person's word can be bound to; <see langword="null"/> if there is none.</summary>
    public string? DefinitionOf(string name) => _pages.TryGetValue(name, out var page) ? page.Definition : null;

    /// <summary>
    /// Whether what was allowed when a tool had a definition may still be done: it has it still, and the profile does not forbid it now.
    /// </summary>
    public bool StillHolds(string name, string definition, AgentProfile profile) =>
        _pages.TryGetValue(name, out var page) && page.Definition == definition && ToolPolicies.Of(profile, page.Tool) != ToolPolicy.Forbid;

    /// <summary>What is wrong with arguments, naming the field; <see langword="null"/> if nothing is.</summary>
    public string? Wrong(ITool tool, string arguments) => _pages[tool.Name].Schema.Wrong(arguments);

    /// <summary>What an agent is told of, in the order of names.</summary>
    public IReadOnlyList<ITool> Offered(AgentProfile profile) =>
    [
        .. _pages.Values.Select(p => p.Tool).Where(t => ToolPolicies.Of(profile, t) != ToolPolicy.Forbid)
            .OrderBy(t => t.Name, StringComparer.Ordinal),
    ];

    private static Page? Read(ITool tool, Action<string>? leftOut)
    {
        try
        {
            return new Page(tool, ArgumentSchema.Read(tool.Name, tool.Schema), ToolDefinition.HashOf(tool));
        }
        catch (FormatException e) when (leftOut is not null)
        {
            leftOut(e.Message);
            return null;
        }
    }
}

/// <summary>Puts the books together. Tenants with the same tools share one.</summary>
/// <param name="sources">Where tools come from.</param>
/// <param name="log">Says what is left out.</param>
public sealed class ToolBooks(IEnumerable<IToolSource> sources, ILogger<ToolBooks> log)
{
    private const int MaxTenants = 10_000, MaxShared = 16;

    private readonly IReadOnlyList<IToolSource> _sources = [.. sources];
    private readonly ConcurrentDictionary<TenantId, Known> _known = new();
    private volatile Known[] _shared = [];

    private sealed record Known(IReadOnlyList<ITool> Tools, ToolBook Book);

    /// <summary>The book of a tenant. While its tools are those asked for last, nothing is read again.</summary>
    public async ValueTask<ToolBook> ForAsync(TenantId tenant, CancellationToken cancellation)
    {
        var tools = new List<ITool>();
        foreach (var source in _sources)
            tools.AddRange(await source.ToolsAsync(tenant, cancellation));
        if (_known.TryGetValue(tenant, out var known) && known.Tools.SequenceEqual(tools))
            return known.Book;
        if (_known.Count >= MaxTenants)
            _known.Clear();
        known = _shared.FirstOrDefault(k => k.Tools.SequenceEqual(tools)) ?? Share(new Known(tools, new ToolBook(tools, log.ToolLeftOut)));
        _known[tenant] = known;
        return known.Book;
    }

    // Two at once may forget one another's, which costs putting a book together again.
    private Known Share(Known known)
    {
        _shared = [known, .. _shared.Take(MaxShared - 1)];
        return known;
    }
}

internal static partial class ToolBooksLog
{
    [LoggerMessage(Level = LogLevel.Error, Message = "A tool is not offered: {Problem}")]
    public static partial void ToolLeftOut(this ILogger log, string problem);
}
