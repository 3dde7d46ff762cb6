using System.Text.Json;
using Athera.Journal;
using Athera.Knowledge.Answering;
using Athera.Knowledge.Searching;
using Athera.Turns.Tools;

namespace Athera.Knowledge.Tools;

/// <summary>Looks something up in the tenant's knowledge.</summary>
public sealed class SearchKnowledgeTool(KnowledgeSearch search) : ITool
{
    /// <summary>What a model calls it.</summary>
    public const string ToolName = "search_knowledge";

    /// <summary>The arguments are not what the schema says.</summary>
    public const string InvalidArguments = "invalid_arguments";

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
    public string Name => ToolName;

    /// <inheritdoc/>
    public string Description =>
        "Searches the business's own articles (opening hours, delivery, returns, products, terms) and gives the passages that fit best. "
        + "Answer questions about the business from these passages only, and say so when none of them answers.";

    /// <inheritdoc/>
    public JsonElement Schema => Arguments;

    /// <inheritdoc/>
    public ToolEffect Effect => ToolEffect.Reads;

    /// <inheritdoc/>
    public async Task<ToolOutcome> RunAsync(ToolCall call, CancellationToken cancellation)
    {
        if (Read(call.Arguments) is not { } question)
            return ToolOutcome.Failed(InvalidArguments, "The arguments do not fit the schema.");
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

    private static SearchKnowledge? Read(JsonElement arguments)
    {
        if (arguments.ValueKind != JsonValueKind.Object || arguments.EnumerateObject().Any(a => a.Name is not ("query" or "language" or "limit")))
            return null;
        if (!arguments.TryGetProperty("query", out var query) || query.ValueKind != JsonValueKind.String)
            return null;
        if (arguments.TryGetProperty("language", out var language) && language.ValueKind != JsonValueKind.String)
            return null;
        var limit = DefaultLimit;
        if (arguments.TryGetProperty("limit", out var given)
            && (given.ValueKind != JsonValueKind.Number || !given.TryGetInt32(out limit) || limit is < 1 or > KnowledgeLimits.MaxFound))
            return null;
        var (text, tag) = (query.GetString()!, language.ValueKind == JsonValueKind.String ? language.GetString() : null);
        return text.Length <= KnowledgeLimits.MaxQuery && !string.IsNullOrWhiteSpace(text) && (tag is null || ArticleRules.IsLanguage(tag))
            ? new SearchKnowledge(text, tag, limit)
            : null;
    }
}
