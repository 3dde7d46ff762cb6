using Athera.Channels;
using Athera.Conversations;
using CsCheck;
using Xunit;

namespace Athera.Tests.Channels;

public sealed class TextSegmentsTests
{
    [Theory]
    [InlineData('a', 160, TextEncoding.Gsm7, 1)]
    [InlineData('a', 161, TextEncoding.Gsm7, 2)]
    [InlineData('a', 306, TextEncoding.Gsm7, 2)]
    [InlineData('a', 307, TextEncoding.Gsm7, 3)]
    [InlineData('€', 80, TextEncoding.Gsm7, 1)]
    [InlineData('€', 81, TextEncoding.Gsm7, 2)]
    [InlineData('ж', 70, TextEncoding.Ucs2, 1)]
    [InlineData('ж', 71, TextEncoding.Ucs2, 2)]
    [InlineData('ж', 135, TextEncoding.Ucs2, 3)]
    public void A_text_is_counted_as_carriers_bill_it(char letter, int count, TextEncoding encoding, int segments) =>
        Assert.Equal(new TextSegments(encoding, segments), TextSegments.Of(new string(letter, count)));

    [Fact]
    public void One_emoji_makes_the_whole_text_sixteen_bit_and_is_not_torn_apart()
    {
        Assert.Equal(new TextSegments(TextEncoding.Ucs2, 1), TextSegments.Of("Hi 😀"));
        Assert.Equal(new TextSegments(TextEncoding.Ucs2, 3), TextSegments.Of(string.Concat(Enumerable.Repeat("😀", 67))));
    }

    [Fact]
    public void More_text_is_never_fewer_segments() => Gen.Select(Gen.String, Gen.String).Sample(
        (one, more) => Assert.True(TextSegments.Of(one + more).Count >= TextSegments.Of(one).Count), iter: 1000);
}
