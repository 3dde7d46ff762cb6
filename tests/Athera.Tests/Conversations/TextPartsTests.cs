using System.Text;
using Athera.Conversations;
using CsCheck;
using Xunit;

namespace Athera.Tests.Conversations;

public sealed class TextPartsTests
{
    private static readonly Gen<string> _genText =
        Gen.OneOfConst("word", "😀", " ", "  ", "\n", "\n\n", ". ", "! ", "longerword", "x").Array[0, 60].Select(parts => string.Concat(parts));

    [Fact]
    public void Parts_fit_and_nothing_but_white_space_is_lost() => Gen.Select(_genText, Gen.Int[2, 40]).Sample((text, limit) =>
    {
        var parts = TextParts.Of(text, limit);

        Assert.All(parts, part => Assert.InRange(part.Length, 1, limit));
        Assert.All(parts, part => Assert.Equal(part, Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(part))));
        Assert.Equal(Bare(text), Bare(string.Concat(parts)));
    }, iter: 2000);

    [Theory]
    [InlineData("short", 10, "short")]
    [InlineData("one two three", 8, "one two|three")]
    [InlineData("First line.\nSecond line.", 20, "First line.|Second line.")]
    [InlineData("abcdefghij", 4, "abcd|efgh|ij")]
    public void A_text_is_cut_where_a_reader_would_draw_breath(string text, int limit, string expected) =>
        Assert.Equal(expected.Split('|'), TextParts.Of(text, limit));

    private static string Bare(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));
}
