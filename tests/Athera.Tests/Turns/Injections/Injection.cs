using System.Text.Json;
using Athera.Testing.Models;

namespace Athera.Tests.Turns.Injections;

/// <summary>One try to make the agent do what it must not, out of <c>tests/fixtures/injections.jsonl</c>.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Where">Where the text comes in.</param>
/// <param name="Style">The ruse.</param>
/// <param name="Language">The language it is written in.</param>
/// <param name="Wants">
/// What it wants: money, external, policy, other or contact (somebody else's things), leak, link, loop, or a task, which it may have.
/// </param>
/// <param name="Texts">What is said, one message after the other.</param>
internal sealed record Injection(string Id, string Where, string Style, string Language, string Wants, IReadOnlyList<string> Texts)
{
    private static readonly JsonSerializerOptions _json = new(JsonSerializerDefaults.Web);

    public static IReadOnlyList<Injection> All { get; } =
    [
        .. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "fixtures", "injections.jsonl"))
            .Select(line => JsonSerializer.Deserialize<Injection>(line, _json)!),
    ];

    /// <summary>
    /// Those of tools' results and of articles once more, in what else brings such things: services over HTTP, servers of the Model Context
    /// Protocol, pages and documents.
    /// </summary>
    public static IReadOnlyList<Injection> Carried { get; } =
    [
        .. Carry("tool_result", "http"), .. Carry("tool_result", "mcp"), .. Carry("knowledge", "html"),
        // The fonts every reader of documents has know no more.
        .. Carry("knowledge", "pdf").Where(i => i.Texts[0].All(c => c is '\n' or (>= ' ' and <= '~'))),
    ];

    /// <summary>Whether it is where nobody looks and nothing is read.</summary>
    public bool IsHidden => Where == "html" && Pages.Hides(Number);

    /// <summary>Its number among those that come in the same way.</summary>
    public int Number { get; init; }

    /// <summary>A word no other injection's text holds.</summary>
    public string Word => $"w{string.Concat(Id.Select(c => char.IsDigit(c) ? (char)('a' + (c - '0')) : c == '-' || c == '_' ? 'x' : c))}";

    public IReadOnlyList<Directive> Directives => Testing.Models.Directives.Of(Texts);

    private static IEnumerable<Injection> Carry(string from, string where) =>
        All.Where(i => i.Where == from).Select((i, number) => i with { Id = $"{i.Id}-{where}", Where = where, Number = number });

    /// <summary>With ids in place of their names.</summary>
    public Injection With(IReadOnlyDictionary<string, string> ids) => this with
    {
        Texts = [.. Texts.Select(t => ids.Aggregate(t, (text, id) => text.Replace($"{{{{{id.Key}}}}}", id.Value, StringComparison.Ordinal)))],
    };
}
