using System.Globalization;
using System.Text;
using UglyToad.PdfPig;
using UglyToad.PdfPig.DocumentLayoutAnalysis.TextExtractor;
using UglyToad.PdfPig.Exceptions;

namespace Athera.Knowledge.Documents;

/// <summary>
/// Reads the text of a PDF document, page by page. A few bytes can unpack to gigabytes or lead in circles, so this runs in a process
/// of its own only.
/// </summary>
public static class PdfReading
{
    /// <summary>Reads it; each page is a heading, so that an answer can say where it is from.</summary>
    public static Document Read(byte[] source)
    {
        PdfDocument pdf;
        try
        {
            pdf = PdfDocument.Open(source);
        }
        catch (PdfDocumentEncryptedException)
        {
            return Document.Failed(DocumentFaults.Locked);
        }
        using (pdf)
            return pdf.NumberOfPages > KnowledgeLimits.MaxPages ? Document.Failed(DocumentFaults.TooManyPages) : Read(pdf);
    }

    private static Document Read(PdfDocument pdf)
    {
        var text = new DocumentText();
        var isEmpty = true;
        foreach (var page in pdf.GetPages())
        {
            var paragraphs = ContentOrderTextExtractor.GetText(page, addDoubleNewline: true).ReplaceLineEndings("\n")
                .Split("\n\n", StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            if (paragraphs.Length == 0)
                continue;
            isEmpty = false;
            text.Add(1, string.Create(CultureInfo.InvariantCulture, $"Page {page.Number}"));
            foreach (var paragraph in paragraphs)
                text.Add(0, Join(paragraph));
            if (text.IsTooLong)
                break;
        }
        return isEmpty ? Document.Failed(DocumentFaults.Empty) : text.Document;
    }

    // Where a line ends is the page's doing, and so is the hyphen of a word that goes on in the next one.
    private static string Join(string paragraph)
    {
        var joined = new StringBuilder(paragraph.Length);
        foreach (var line in paragraph.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (joined.Length > 1 && joined[^1] == '-' && char.IsLetter(joined[^2]) && char.IsLower(line[0]))
                joined.Length--;
            else if (joined.Length > 0)
                joined.Append(' ');
            joined.Append(line);
        }
        return joined.ToString();
    }
}
