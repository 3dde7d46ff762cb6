using Athera.Knowledge;
using Athera.Knowledge.Answering;
using CsCheck;
using Xunit;

namespace Athera.Tests.Knowledge;

public sealed class OfflineKnowledgeTests
{
    private static readonly KnowledgePassage Delivery = Passage(
        "Delivery", "Times", "We bake all day. We deliver every day from 11:00 to 22:00, Sundays included. A delivery takes 45 minutes. Bring change. Call us.");

    private static readonly KnowledgePassage Hours = Passage("Opening hours", "Restaurant", "The restaurant is open from 11:00 to 22:00.");

    [Theory]
    [InlineData("Do you deliver on Sundays?", "We deliver every day from 11:00 to 22:00, Sundays included.")]
    [InlineData("deliveries?", "We deliver every day")]
    [InlineData("When are you open?", "The restaurant is open from 11:00 to 22:00.")]
    public void A_question_is_answered_in_the_words_of_the_article_and_with_its_source(string question, string answer)
    {
        var known = OfflineKnowledge.Answer(question, [Delivery, Hours]);

        Assert.True(known.IsKnown);
        Assert.StartsWith(answer, known.Text, StringComparison.Ordinal);
        Assert.EndsWith($"({(known.Sources[0].Title == "Delivery" ? "Delivery › Times" : "Opening hours › Restaurant")})", known.Text, StringComparison.Ordinal);
        Assert.Equal((2, 3), (known.Sources[0].Version, known.Sources[0].Part));
    }

    [Theory]
    [InlineData("What is the weather like in Oslo?")]
    [InlineData("")]
    [InlineData("do you")]
    public void What_no_passage_tells_is_not_known(string question)
    {
        var unknown = OfflineKnowledge.Answer(question, [Delivery, Hours]);

        Assert.Equal((false, OfflineKnowledge.Unknown), (unknown.IsKnown, unknown.Text));
        Assert.False(OfflineKnowledge.Answer("Do you deliver?", []).IsKnown);
    }

    [Fact]
    public void An_answer_is_as_short_as_a_message() => Gen.String[Gen.Char["deliver. 字😀"], 0, 1200].Sample(text =>
    {
        var answer = OfflineKnowledge.Answer("deliver", [Passage("Delivery", "Times", text)]);

        Assert.Equal(!string.IsNullOrWhiteSpace(text), answer.IsKnown);
        if (answer.IsKnown)
            Assert.InRange(answer.Text.IndexOf("\n\n(Delivery", StringComparison.Ordinal), 1, OfflineKnowledge.MaxAnswer);
        Assert.DoesNotContain('\uFFFD', answer.Text);
    });

    [Fact]
    public void What_is_told_to_a_model_is_one_line_without_tags_and_reads_back() => Gen.Select(Gen.String, Gen.String, Gen.String.Array[0, 3]).Sample((title, text, path) =>
    {
        if ((title + text + string.Concat(path)).Any(char.IsSurrogate))
            return; // Half a letter cannot be written.
        var passage = Passage(title, "", text) with { Path = path };

        var told = PassageText.Write([passage]);

        Assert.DoesNotContain(told, c => char.IsControl(c) || c is '<' or '>');
        var read = Assert.Single(PassageText.Read(told));
        Assert.Equal((passage.Article, title, text), (read.Article, read.Title, read.Text));
        Assert.Equal(path, read.Path);
    });

    [Theory]
    [InlineData("")]
    [InlineData("Nothing was found.")]
    [InlineData("{}")]
    [InlineData("[1]")]
    [InlineData("""{"passages":[{"article":"x"},{}]}""")]
    public void What_is_not_passages_reads_as_none(string text) => Assert.Empty(PassageText.Read(text));

    private static KnowledgePassage Passage(string title, string heading, string text) => new()
    {
        Article = ArticleId.New(), Version = 2, Part = 3, Title = title, Language = "en", Path = [heading], Text = text,
    };
}
