using System.Text;
using Athera.Channels;
using Athera.Conversations;
using CsCheck;
using Xunit;

namespace Athera.Tests.Conversations;

public sealed class TextPartsTests
{
    private static readonly Gen<string> _genText =
        Gen.OneOfConst("word", "😀", " ", "  ", "\n", "\n\n", ". ", "! ", "longerword", "x").Array[0, 60].Select(parts => string.Concat(parts));

    [Fact]
    public void Parts_fit_and_nothing_but_white_space_is_lost() => Gen
        .Select(_genText, Gen.Int[2, 40], Gen.Int[4, 40].Nullable()).Sample((text, limit, bytes) =>
    {
        var measure = new TextMeasure(limit, bytes);
        var parts = TextParts.Of(text, measure);

        Assert.All(parts, part => Assert.InRange(part.Length, 1, limit));
        Assert.All(parts, part => Assert.True(measure.Holds(part)));
        Assert.All(parts, part => Assert.Equal(part, Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(part))));
        Assert.Equal(Bare(text), Bare(string.Concat(parts)));
    }, iter: 2000);

    [Theory]
    [InlineData("short", 10, "short")]
    [InlineData("one two three", 8, "one two|three")]
    [InlineData("First line.\nSecond line.", 20, "First line.|Second line.")]
    [InlineData("abcdefghij", 4, "abcd|efgh|ij")]
    public void A_text_is_cut_where_a_reader_would_draw_breath(string text, int limit, string expected) =>
        Assert.Equal(expected.Split('|'), TextParts.Of(text, new TextMeasure(limit)));

    [Fact]
    public void Where_bytes_count_a_text_of_other_letters_is_cut_earlier() => Assert.Equal(
        ["один", "два", "три"], TextParts.Of("один два три", new TextMeasure(1000, 10)));

    private static string Bare(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));
}
