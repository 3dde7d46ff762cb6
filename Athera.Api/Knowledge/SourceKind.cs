using Athera.Knowledge;

namespace Athera.Api.Knowledge;

/// <summary>Finds out what a file is written in when nobody says.</summary>
internal static class SourceKind
{
    /// <summary>By how it begins, else by its type, else by its name; what nothing is known of is text.</summary>
    /// <param name="source">The file.</param>
    /// <param name="contentType">Its type as the sender calls it.</param>
    /// <param name="fileName">Its name.</param>
    public static ArticleKind Of(ReadOnlySpan<byte> source, string? contentType, string? fileName)
    {
        if (source.StartsWith("%PDF-"u8))
            return ArticleKind.Pdf;
        var type = contentType is null ? "" : contentType.Split(';')[0].Trim().ToLowerInvariant();
        return (type, Path.GetExtension(fileName ?? "").ToLowerInvariant()) switch
        {
            ("application/pdf", _) or (_, ".pdf") => ArticleKind.Pdf,
            ("text/html" or "application/xhtml+xml", _) or (_, ".html" or ".htm" or ".xhtml") => ArticleKind.Html,
            ("text/markdown", _) or (_, ".md" or ".markdown") => ArticleKind.Markdown,
            _ => ArticleKind.Text,
        };
    }
}
