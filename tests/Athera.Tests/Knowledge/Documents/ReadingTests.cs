using System.Text;
using Athera.Knowledge;
using Athera.Knowledge.Documents;
using CsCheck;
using Xunit;

namespace Athera.Tests.Knowledge.Documents;

/// <summary>What each kind of source is read as, here and now.</summary>
public sealed class ReadingTests
{
    [Fact]
    public void Plain_text_is_paragraphs_between_empty_lines() => Assert.Equal(
        ["0 # one\ntwo", "0 three"], Read(ArticleKind.Text, "# one\r\ntwo\r\n\r\n\r\n  three  "));

    [Fact]
    public void Markdown_has_headings_of_both_forms_and_none_in_code() => Assert.Equal(
        ["1 Shop", "0 text", "2 Hours", "0 - 11\n- 12", "1 Top", "2 Below", "0 ```\n# no\n\nheading\n```", "0 #hashtag", "0 a\nb\n---"],
        Read(ArticleKind.Markdown,
            "# Shop #\ntext\n## Hours\n- 11\n- 12\n\nTop\n===\nBelow\n-----\n```\n# no\n\nheading\n```\n\n#hashtag\n\na\nb\n---"));

    [Fact]
    public void Html_is_what_a_reader_sees_of_it() => Assert.Equal(
        ["1 Bella & Co", "0 We are open.\nAlways.", "2 Menu", "0 - Pizza\n- Pasta", "0 Small | 9 €\nBig | 14 €", "0 a\n  b"],
        Read(ArticleKind.Html, """
            <!doctype html><html><head><title>T</title><style>p{}</style></head><body><nav>Home</nav>
            <h1>Bella <em>&amp;</em>
             Co</h1><p>We   are <b>open</b>.<br>Always.<script>alert(1)</script><span hidden>x</span></p>
            <h2>Menu</h2><ul><li>Pizza</li><li>Pasta</li></ul>
            <table><tr><td>Small</td><td>9 €</td></tr><tr><td>Big</td><td>14 €</td></tr></table><pre>a
              b</pre></body></html>
            """));

    [Theory]
    [InlineData("display:none"), InlineData("color:red; DISPLAY : none !important"), InlineData("visibility:hidden"), InlineData("opacity:0")]
    [InlineData("font-size: 0px;color:red"), InlineData("opacity: 0.00")]
    public void What_a_page_hides_from_people_is_not_read(string style) => Assert.Equal(
        ["0 Seen."], Read(ArticleKind.Html, $"<div style=\"{style}\"><p>Unseen <b>at all</b>.</p></div><p style=\"opacity:0.9;font-size:0.8em\">Seen.</p>"));

    [Fact]
    public void A_pdf_document_is_its_pages() => Assert.Equal(
        ["1 Page 1", "0 Open from 11 to 22.", "1 Page 3", "0 Closed on Monday."],
        Blocks(DocumentSwitch.Read(ArticleKind.Pdf, new MemoryStream(Pdfs.Of("Open from 11 to 22.", "", "Closed on Monday.")))));

    [Theory]
    [InlineData(ArticleKind.Text, "  \n \u0000 ", DocumentFaults.Empty)]
    [InlineData(ArticleKind.Html, "<p> <img src=x> </p>", DocumentFaults.Empty)]
    [InlineData(ArticleKind.Html, "", DocumentFaults.Empty)]
    [InlineData(ArticleKind.Pdf, "%PDF-1.7 and then nothing", DocumentFaults.Damaged)]
    [InlineData(ArticleKind.Pdf, "hello", DocumentFaults.Damaged)]
    [InlineData((ArticleKind)99, "hello", DocumentFaults.Damaged)]
    public void What_holds_no_text_or_is_not_what_it_says_is_named(ArticleKind kind, string source, string fault) =>
        Assert.Equal(fault, DocumentSwitch.Read(kind, new MemoryStream(Encoding.UTF8.GetBytes(source))).Fault);

    [Fact]
    public void Text_that_is_no_utf_is_not_guessed_at()
    {
        Assert.Equal(DocumentFaults.Encoding, PlainReading.Text([0xE4, 0x20, 0xE4]).Fault);
        Assert.Equal("ä", PlainReading.Text([0xEF, 0xBB, 0xBF, .. "ä"u8]).Blocks[0].Text);
        Assert.Equal("ä", PlainReading.Text([0xFF, 0xFE, 0xE4, 0x00]).Blocks[0].Text);
    }

    [Fact]
    public void A_page_is_read_in_the_encoding_it_names()
    {
        byte[] page = [.. "<meta charset=windows-1252><p>"u8, 0x80, 0xE4];
        Assert.Equal("€ä", DocumentSwitch.Read(ArticleKind.Html, new MemoryStream(page)).Blocks[0].Text);
    }

    [Fact]
    public void More_text_or_pages_than_may_be_is_too_long()
    {
        var text = Encoding.UTF8.GetBytes(new string('a', KnowledgeLimits.MaxCharacters + 1));

        Assert.Equal(DocumentFaults.TooLong, PlainReading.Text(text).Fault);
        Assert.Null(PlainReading.Text(text.AsSpan(1)).Fault);
        Assert.Equal(DocumentFaults.TooLong, DocumentSwitch.Read(ArticleKind.Html, new MemoryStream(text)).Fault);
        Assert.Equal(
            DocumentFaults.TooManyPages,
            DocumentSwitch.Read(ArticleKind.Pdf, new MemoryStream(Pdfs.Of(Enumerable.Repeat("x", KnowledgeLimits.MaxPages + 1)))).Fault);
    }

    [Fact]
    public void Whatever_bytes_there_are_something_is_answered() => Gen.Byte.Array[0, 400].Sample(bytes =>
    {
        foreach (var kind in Enum.GetValues<ArticleKind>())
        {
            var document = DocumentSwitch.Read(kind, new MemoryStream(bytes));
            Assert.True(document.Fault is not null || document.Blocks.Count > 0);
        }
    }, iter: 200);

    [Fact]
    public void A_pdf_document_cut_off_or_with_a_byte_changed_anywhere_is_read_or_refused()
    {
        var whole = Pdfs.Of("Open from 11 to 22.");
        Gen.Select(Gen.Int[0, whole.Length - 1], Gen.Byte, Gen.Bool).Sample((at, value, cut) =>
        {
            var damaged = cut ? whole[..at] : [.. whole[..at], value, .. whole[(at + 1)..]];
            var document = DocumentSwitch.Read(ArticleKind.Pdf, new MemoryStream(damaged));
            Assert.True(document.Fault is not null || document.Blocks.Count > 0);
        }, iter: 200);
    }

    private static IEnumerable<string> Read(ArticleKind kind, string source) =>
        Blocks(DocumentSwitch.Read(kind, new MemoryStream(Encoding.UTF8.GetBytes(source))));

    private static IEnumerable<string> Blocks(Document document) => document.Blocks.Select(block => $"{block.Level} {block.Text}");
}
