using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;

namespace Athera.Knowledge.Answering;

/// <summary>
/// How passages are told to a model: JSON on one line, in which no text of an article can end the fence around it, pose as another
/// passage or look like a tag.
/// </summary>
public static class PassageText
{
    private static readonly PassageJson Json = new(new JsonSerializerOptions(PassageJson.Default.Options)
    {
        // Letters of all scripts as they are, which costs a model fewer tokens; angle brackets and the like are still escaped.
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
    });

    /// <summary>Writes passages.</summary>
    public static string Write(IReadOnlyList<KnowledgePassage> passages) => JsonSerializer.Serialize(
        new ToldPassages([.. passages.Select(p => new ToldPassage(p.Article.ToString(), p.Version, p.Part, p.Title, p.Language, p.Path, p.Text))]),
        Json.ToldPassages);

    /// <summary>Reads what was written; nothing if it is anything else.</summary>
    public static IReadOnlyList<KnowledgePassage> Read(string text)
    {
        try
        {
            return JsonSerializer.Deserialize(text, Json.ToldPassages) is { Passages: { } told } ? [.. told.SelectMany(Passage)] : [];
        }
        catch (JsonException)
        {
            return [];
        }
    }

    private static IEnumerable<KnowledgePassage> Passage(ToldPassage told) =>
        ArticleId.TryParse(told.Article, out var id) && told is { Title: not null, Text: not null }
            ?
            [
                new KnowledgePassage
                {
                    Article = id, Version = told.Version, Part = told.Part, Title = told.Title, Language = told.Language ?? "",
                    Path = told.Path ?? [], Text = told.Text,
                },
            ]
            : [];
}

internal sealed record ToldPassages(IReadOnlyList<ToldPassage> Passages)
{
    public override string ToString() => nameof(ToldPassages);
}

internal sealed record ToldPassage(
    string Article, int Version, int Part, string Title, string Language, IReadOnlyList<string> Path, string Text)
{
    public override string ToString() => nameof(ToldPassage);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ToldPassages))]
internal sealed partial class PassageJson : JsonSerializerContext;
