using Athera.Knowledge.Searching;
using CsCheck;
using Xunit;

namespace Athera.Tests.Knowledge;

public sealed class SearchTermsTests
{
    [Theory]
    [InlineData("Öffnungszeiten: MO–FR 11:00", "offnungszeiten mo fr 11 00")]
    [InlineData("Straße, cœur, mañana", "strasse coeur manana")]
    [InlineData("cafe\u0301", "cafe")]
    [InlineData("配送時間 is 11:00", "配送 送時 時間 is 11 00")]
    [InlineData("寿", "寿")]
    [InlineData("Ёлка", "елка")]
    [InlineData("' OR \"; drop & | ! :* <->", "or drop")]
    [InlineData("", "")]
    public void A_text_becomes_words_without_case_and_accents(string text, string terms) =>
        Assert.Equal(terms, string.Join(' ', SearchTerms.Of(text)));

    [Theory]
    [InlineData("When do you open on Sundays?", "open sundays")]
    [InlineData("Wann habt ihr geöffnet?", "geoffnet")]
    [InlineData("¿Cuándo abre la tienda?", "abre tienda")]
    [InlineData("what is it", "what is it")]
    [InlineData("open open OPEN", "open")]
    public void A_question_is_left_with_the_words_that_tell_what_is_asked(string question, string terms) =>
        Assert.Equal(terms, string.Join(' ', SearchTerms.OfQuestion(question)));

    [Fact]
    public void Whatever_is_asked_is_letters_digits_and_marks_only_and_bounded() => Gen.String[0, 600].Sample(text =>
    {
        var terms = SearchTerms.OfQuestion(text);

        Assert.InRange(terms.Count, 0, SearchTerms.MaxTerms);
        Assert.All(terms, term => Assert.InRange(term.Length, 1, 64));
        Assert.All(terms, term => Assert.DoesNotContain(term, c => char.IsWhiteSpace(c) || char.IsPunctuation(c) || char.IsControl(c)));
    });

    [Theory]
    [InlineData("en", "en")]
    [InlineData("pt-BR", "pt")]
    [InlineData("zh_Hant", "zh")]
    public void A_language_is_told_without_its_region(string tag, string primary) => Assert.Equal(primary, SearchTerms.Primary(tag));
}
