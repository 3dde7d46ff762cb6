using System.Text;
using System.Text.Json;

namespace Athera.Knowledge.Documents;

/// <summary>
/// What the program does when it is started to read one source: takes it from standard input, writes what is in it to standard output,
/// and ends. Whatever a source makes of such a process, the silo that started it goes on.
/// </summary>
public static class DocumentSwitch
{
    /// <summary>The first argument; the second is the kind.</summary>
    public const string Name = "--read-document";

    /// <summary>Whether the program was started for this.</summary>
    public static bool Is(IReadOnlyList<string> args) => args is [Name, ..];

    /// <summary>Does it, and gives the exit code: 0 when something was written, be it a fault.</summary>
    public static async Task<int> RunAsync(IReadOnlyList<string> args)
    {
        using var source = new MemoryStream();
        await using (var input = Console.OpenStandardInput())
            await input.CopyToAsync(source);
        var document = Read(args is [_, var kind] && Enum.TryParse<ArticleKind>(kind, out var known) ? known : default, source);
        await using var output = Console.OpenStandardOutput();
        await JsonSerializer.SerializeAsync(output, document, DocumentJson.Default.Document);
        return 0;
    }

    /// <summary>Reads a source here and now.</summary>
    public static Document Read(ArticleKind kind, MemoryStream source)
    {
        source.Position = 0;
        try
        {
            Encoding.RegisterProvider(CodePagesEncodingProvider.Instance); // Pages say in which of a hundred encodings they are.
            return kind switch
            {
                ArticleKind.Text => PlainReading.Text(source.ToArray()),
                ArticleKind.Markdown => PlainReading.Markdown(source.ToArray()),
                ArticleKind.Html => HtmlReading.Read(source),
                ArticleKind.Pdf => PdfReading.Read(source.ToArray()),
                _ => Document.Failed(DocumentFaults.Damaged),
            };
        }
        catch (OutOfMemoryException)
        {
            return Document.Failed(DocumentFaults.Costly);
        }
        catch (Exception)
        // A parser that meets a broken source throws anything at all, and none of it says more than that it is broken.
        {
            return Document.Failed(DocumentFaults.Damaged);
        }
    }
}
