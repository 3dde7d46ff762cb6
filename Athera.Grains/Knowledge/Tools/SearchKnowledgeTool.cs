using System.Text.Json;
using System.Text.Json.Serialization;
using Athera.Journal;
using Athera.Knowledge.Answering;
using Athera.Knowledge.Searching;
using Athera.Tools;
using Athera.Turns.Tools;

namespace Athera.Knowledge.Tools;

/// <summary>Looks something up in the tenant's knowledge.</summary>
internal sealed class SearchKnowledgeTool(KnowledgeSearch search)
    : BuiltInTool<SearchKnowledgeArguments>(ToolName, Arguments, SearchKnowledgeJson.Default.SearchKnowledgeArguments)
{
    /// <summary>What a model calls it.</summary>
    public const string ToolName = "search_knowledge";

    /// <summary>The arguments are not what the schema says.</summary>
    public const string InvalidArguments = ToolArguments.Invalid;

    /// <summary>The knowledge cannot be reached just now.</summary>
    public const string Unavailable = "unavailable";

    private const int DefaultLimit = 4;

    private static readonly JsonElement Arguments = JsonElement.Parse($$"""
        {
          "type": "object",
          "properties": {
            "query": {
              "type": "string", "minLength": 1, "maxLength": {{KnowledgeLimits.MaxQuery}},
              "description": "What to look for, in the contact's words and language."
            },
            "language": {
              "type": "string", "minLength": 2, "maxLength": {{KnowledgeLimits.MaxLanguage}}, "pattern": "^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$",
              "description": "Language tag of the articles to prefer, such as en."
            },
            "limit": {
              "type": "integer", "minimum": 1, "maximum": {{KnowledgeLimits.MaxFound}},
              "description": "At most this many passages; {{DefaultLimit}} when left out."
            }
          },
          "required": ["query"],
          "additionalProperties": false
        }
        """);

    /// <inheritdoc/>
    public override string Description =>
        "Searches the business's own articles (opening hours, delivery, returns, products, terms) and gives the passages that fit best. "
        + "Answer questions about the business from these passages only, and say so when none of them answers.";

    /// <inheritdoc/>
    public override ToolEffect Effect => ToolEffect.Reads;

    /// <inheritdoc/>
    protected override async Task<ToolOutcome> RunAsync(ToolCall call, SearchKnowledgeArguments given, CancellationToken cancellation)
    {
        if (string.IsNullOrWhiteSpace(given.Query))
            return ToolOutcome.Failed(InvalidArguments, "query says nothing");
        if (given.Language is { } tag && !ArticleRules.IsLanguage(tag))
            return ToolOutcome.Failed(InvalidArguments, "language is a language tag, such as en");
        var question = new SearchKnowledge(given.Query, given.Language, given.Limit ?? DefaultLimit);
        try
        {
            var found = await search.SearchAsync(call.Tenant, question, cancellation);
            return new ToolOutcome
            {
                Text = Tell(found.Passages, out var told),
                Sources = [.. told.Select(p => new ToolSource(p.Article.ToString(), p.Version, p.Title, p.Part))],
            };
        }
        catch (StoreUnavailableException)
        {
            return ToolOutcome.Failed(Unavailable, "The knowledge cannot be reached just now.");
        }
    }

    // A result is cut where it is too long, which would make it unreadable; so the last passages are left out instead.
    private static string Tell(IReadOnlyList<KnowledgePassage> passages, out IReadOnlyList<KnowledgePassage> told)
    {
        told = passages;
        var text = PassageText.Write(told);
        while (text.Length > ToolOutcome.MaxLength)
        {
            told = [.. told.SkipLast(1)];
            text = PassageText.Write(told);
        }
        return text;
    }
}

/// <summary>What the tool is given.</summary>
internal sealed record SearchKnowledgeArguments(string Query, string? Language, int? Limit)
{
    public override string ToString() => nameof(SearchKnowledgeArguments);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(SearchKnowledgeArguments))]
internal sealed partial class SearchKnowledgeJson : JsonSerializerContext;
