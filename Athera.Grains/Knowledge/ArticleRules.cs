using System.Text;

namespace Athera.Knowledge;

/// <summary>What an article must be like.</summary>
public static class ArticleRules
{
    /// <summary>What is wrong with an article to be read, by field; empty if nothing is.</summary>
    public static IReadOnlyDictionary<string, string> Check(WriteArticle command)
    {
        var problems = Check(command.Title, command.Language);
        if (!Enum.IsDefined(command.Kind))
            problems["kind"] = "must be text, markdown, html or pdf";
        if (command.Source.Length == 0)
            problems["content"] = "is empty";
        else if (command.Source.Length > KnowledgeLimits.MaxSource)
            problems["content"] = "is larger than 10 MB";
        return problems;
    }

    /// <summary>What is wrong with a change, by field; empty if nothing is.</summary>
    public static IReadOnlyDictionary<string, string> Check(ChangeArticle command) =>
        Check(command.Title ?? "-", command.Language ?? "en");

    private static Dictionary<string, string> Check(string title, string language)
    {
        var problems = new Dictionary<string, string>();
        if (string.IsNullOrWhiteSpace(title) || title.Length > KnowledgeLimits.MaxTitle || title.Any(char.IsControl))
            problems["title"] = $"must have 1 to {KnowledgeLimits.MaxTitle} characters on one line";
        if (!IsLanguage(language))
            problems["language"] = "must be a language tag such as en or pt-br";
        return problems;
    }

    /// <summary>Whether it has the form of a language tag.</summary>
    public static bool IsLanguage(string tag) =>
        tag.Length <= KnowledgeLimits.MaxLanguage && Ascii.IsValid(tag)
        && tag.Split('-') is [{ Length: 2 or 3 } primary, .. var rest] && primary.All(char.IsAsciiLetter)
        && rest.All(part => part.Length is >= 2 and <= 8 && part.All(char.IsAsciiLetterOrDigit));

    /// <summary>What makes a version of a source, or nothing when the present version is made of it already.</summary>
    public static ArticleWritten? Next(Article article, ArticleWritten written) =>
        article.Current is { } now && now.Sha256 == written.Sha256 && now.Kind == written.Kind && now.Title == written.Title
            && now.Language == written.Language
            ? null
            : written with { Version = article.Version + 1 };
}
