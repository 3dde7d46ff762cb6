using Athera.Knowledge.Chunking;
using Athera.Knowledge.Documents;
using CsCheck;
using Xunit;

namespace Athera.Tests.Knowledge;

public sealed class ChunkerTests
{
    private static readonly Gen<string> Text = Gen.OneOf(
        Gen.String[Gen.Char["abc. \n"], 1, 3000],
        Gen.String[Gen.Char["ab"], 1, 3000],
        Gen.Int[1, 900].Select(pairs => string.Concat(Enumerable.Repeat("😀", pairs))),
        Gen.String[Gen.Char["字。 "], 1, 2500]);

    private static readonly Gen<DocumentBlock> Block = Gen.Select(Gen.Int[0, 3], Text, Gen.String[Gen.Char.AlphaNumeric, 1, 30])
        .Select((level, text, heading) => new DocumentBlock(level, level == 0 ? text : heading));

    private static readonly Gen<DocumentBlock[]> Blocks = Block.Array[0, 12];

    [Fact]
    public void Every_letter_of_the_text_is_in_one_part_in_its_order() => Blocks.Sample(blocks =>
    {
        // A heading with nothing under it is text too; marking text lets the two be told apart.
        var parts = Chunker.Split([.. blocks.Where(block => block.Level == 0)]);

        Assert.Equal(
            Visible(string.Concat(blocks.Where(block => block.Level == 0).Select(block => block.Text))),
            Visible(string.Concat(parts.Select(part => part.Text))));
    });

    [Fact]
    public void Every_heading_is_over_a_part_or_is_one() => Blocks.Sample(blocks =>
    {
        var parts = Chunker.Split(blocks);

        foreach (var heading in blocks.Where(block => block.Level > 0))
            Assert.Contains(parts, part => part.Path.Contains(heading.Text) || part.Text == heading.Text);
    });

    [Fact]
    public void A_part_is_never_empty_nor_longer_than_it_may_be_nor_ends_within_a_letter() => Blocks.Sample(blocks =>
    {
        foreach (var part in Chunker.Split(blocks))
        {
            Assert.InRange(part.Text.Length, part.Text.Trim().Length == 0 ? 1 : 0, Chunker.MaxLength);
            Assert.False(char.IsHighSurrogate(part.Text[^1]));
            Assert.False(char.IsLowSurrogate(part.Text[0]));
        }
    });

    [Fact]
    public void The_same_document_gives_the_same_parts_and_what_is_added_behind_changes_none_before() => Gen.Select(Blocks, Blocks).Sample((before, behind) =>
    {
        var parts = Chunker.Split(before);
        var more = Chunker.Split([.. before, new DocumentBlock(1, "More"), .. behind]);

        Assert.Equal(parts.Select(Told), Chunker.Split(before).Select(Told));
        Assert.Equal(parts.Select(Told), more.Take(parts.Count).Select(Told));
    });

    [Fact]
    public void A_part_stands_under_the_headings_that_are_open_where_it_begins()
    {
        var parts = Chunker.Split(
        [
            new(0, "before"), new(1, "Shop"), new(2, "Hours"), new(0, "eleven to ten"), new(2, "Parking"), new(1, "Delivery"), new(3, "Cost"), new(0, "free"),
        ]);

        Assert.Equal(
            ["|before", "Shop>Hours|eleven to ten", "Shop|Parking", "Delivery>Cost|free"],
            parts.Select(Told));
    }

    [Fact]
    public void Short_paragraphs_share_a_part_and_a_long_one_is_cut_where_a_sentence_ends()
    {
        var sentence = $"{new string('a', 98)}. ";
        var together = Chunker.Split([new(0, "one"), new(0, "two")]);
        var cut = Chunker.Split([new(0, string.Concat(Enumerable.Repeat(sentence, 30)))]);

        Assert.Equal(["|one\n\ntwo"], together.Select(Told));
        Assert.All(cut, part => Assert.EndsWith(".", part.Text, StringComparison.Ordinal));
        Assert.Equal(3, cut.Count);
    }

    private static string Told(Chunk part) => $"{string.Join('>', part.Path)}|{part.Text}";

    private static string Visible(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));
}
