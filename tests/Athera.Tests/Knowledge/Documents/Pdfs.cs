using System.IO.Compression;
using System.Text;
using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Fonts.Standard14Fonts;
using UglyToad.PdfPig.Writer;

namespace Athera.Tests.Knowledge.Documents;

/// <summary>PDF documents, good ones and bad ones.</summary>
internal static class Pdfs
{
    /// <summary>A document with a line of text on each page.</summary>
    public static byte[] Of(params IEnumerable<string> pages)
    {
        using var builder = new PdfDocumentBuilder();
        var font = builder.AddStandard14Font(Standard14Font.Helvetica);
        foreach (var text in pages)
        {
            var page = builder.AddPage(PageSize.A4);
            if (text.Length > 0)
                page.AddText(text, 12, new PdfPoint(40, 700), font);
        }
        return builder.Build();
    }

    /// <summary>A page whose content is this many bytes once it is unpacked, twice over, and a few kilobytes before.</summary>
    public static byte[] Bomb(int megabytes)
    {
        var content = Pack(Pack(Enumerable.Repeat(Encoding.ASCII.GetBytes(new string(' ', 1 << 20)), megabytes)) is var once ? [once] : []);
        return Assemble(
            "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Resources << >> >>",
            content);
    }

    private static byte[] Pack(IEnumerable<byte[]> pieces)
    {
        using var packed = new MemoryStream();
        using (var deflate = new ZLibStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            foreach (var piece in pieces)
                deflate.Write(piece);
        }
        return packed.ToArray();
    }

    private static byte[] Assemble(string catalog, string pages, string page, byte[] content)
    {
        using var file = new MemoryStream();
        var places = new List<long>();
        void Write(string text) => file.Write(Encoding.ASCII.GetBytes(text));
        Write("%PDF-1.7\n");
        foreach (var (body, number) in new[] { catalog, pages, page }.Select((body, i) => (body, i + 1)))
        {
            places.Add(file.Position);
            Write($"{number} 0 obj\n{body}\nendobj\n");
        }
        places.Add(file.Position);
        Write($"4 0 obj\n<< /Length {content.Length} /Filter [/FlateDecode /FlateDecode] >>\nstream\n");
        file.Write(content);
        Write("\nendstream\nendobj\n");
        var table = file.Position;
        Write($"xref\n0 5\n0000000000 65535 f \n{string.Concat(places.Select(place => $"{place:D10} 00000 n \n"))}");
        Write($"trailer\n<< /Size 5 /Root 1 0 R >>\nstartxref\n{table}\n%%EOF");
        return file.ToArray();
    }
}
