using System.Text;
using Athera.Media.Content;
using Athera.Media.Fetching;
using Athera.Media.Pictures;
using Athera.Messages;
using CsCheck;
using Microsoft.Extensions.Time.Testing;
using SkiaSharp;
using Xunit;

namespace Athera.Tests.Media;

public sealed class ContentTests
{
    private static readonly byte[] _png = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, 0];

    [Theory]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg'/>", "image/svg+xml"), InlineData("  <!DOCTYPE html><script>", "text/html")]
    [InlineData("<html>", "text/plain"), InlineData("\uFEFF<html>", "text/plain")]
    public void A_page_or_a_drawing_with_scripts_is_never_shown(string text, string declared)
    {
        var type = FileTypes.Of(Encoding.UTF8.GetBytes(text), declared);

        Assert.Equal(FileTypes.Unknown, type);
        Assert.False(KindRules.IsShown(type));
        Assert.False(KindRules.Allows(MessageKind.Image, type));
    }

    [Fact]
    public void The_bytes_say_what_it_is_and_not_the_name()
    {
        Assert.Equal("image/png", FileTypes.Of(_png, "application/pdf"));
        Assert.Equal("application/pdf", FileTypes.Of("%PDF-1.7"u8, "image/png"));
        Assert.Equal("audio/ogg", FileTypes.Of("OggS\0\0"u8, "audio/ogg; codecs=opus"));
        Assert.Equal("text/csv", FileTypes.Of("a,b\n1,2"u8, "text/csv"));
        Assert.Equal("application/zip", FileTypes.Of([(byte)'P', (byte)'K', 3, 4, 0], "application/java-archive"));
    }

    [Fact]
    public void No_bytes_are_too_strange_to_be_looked_at() => Gen.Select(Gen.Byte.Array[0, 64], Gen.String).Sample(
        (head, declared) => Assert.NotEmpty(FileTypes.Of(head, declared)), iter: 10_000);

    [Fact]
    public void A_file_that_is_too_large_of_another_type_or_damaged_is_refused_with_the_reason()
    {
        Assert.Equal(MediaFaults.TooLarge, Refusal(MessageKind.Image, _png, limit: 5));
        Assert.Equal(MediaFaults.TypeRefused, Refusal(MessageKind.Image, [.. "%PDF-1.7"u8]));
        Assert.Equal(MediaFaults.Damaged, Refusal(MessageKind.Image, _png, sha256: new string('0', 64)));
        Assert.Equal(MediaFaults.Damaged, Refusal(MessageKind.Document, []));
        Assert.Null(Refusal(MessageKind.Image, _png));
    }

    [Fact]
    public void A_small_picture_keeps_its_shape_and_a_bomb_is_not_unpacked()
    {
        using var small = SKBitmap.Decode(SmallPicture.Of(Png(1000, 250)));
        Assert.Equal((320, 80), (small.Width, small.Height));
        using var tiny = SKBitmap.Decode(SmallPicture.Of(Png(10, 20)));
        Assert.Equal((10, 20), (tiny.Width, tiny.Height));

        var bomb = Png(10, 10);
        // The width and the height stand behind the name of the first chunk.
        new byte[] { 0, 0, 0x3F, 0xFF, 0, 0, 0x3F, 0xFF }.CopyTo(bomb, 16);
        Assert.Null(SmallPicture.Of(bomb));
    }

    [Fact]
    public void What_is_no_picture_gives_no_small_one() => Gen.Byte.Array[0, 200].Sample(bytes => Assert.Null(SmallPicture.Of(bytes)), iter: 500);

    [Fact]
    public void Pauses_grow_and_end_when_the_provider_keeps_the_file_no_longer()
    {
        var now = DateTimeOffset.UnixEpoch;
        TimeSpan? Wait(string fault, int attempt, double age = 0) =>
            FetchRules.Wait(fault, attempt, now.AddHours(-age), TimeSpan.FromDays(7), null, now);

        Assert.Equal([5, 15, 45], Enumerable.Range(1, 3).Select(i => (int)Wait(MediaFaults.Unreachable, i)!.Value.TotalSeconds));
        Assert.Equal(TimeSpan.FromHours(1), Wait(MediaFaults.Unreachable, 30));
        Assert.Null(Wait(MediaFaults.Unreachable, 30, age: 167.5));
        Assert.Null(Wait(MediaFaults.Expired, 4));
        Assert.Null(Wait(MediaFaults.Damaged, 3));
    }

    [Fact]
    public void An_account_stops_asking_before_its_provider_would_block_it()
    {
        var clock = new FakeTimeProvider();
        var breaker = new FetchBreaker(clock, () => 1);
        var failed = 0;
        for (var minute = 0; minute < 180; minute++, clock.Advance(TimeSpan.FromMinutes(1)))
        {
            if (breaker.Admit() is not null)
                continue;
            failed++;
            breaker.Heard(new Fault(MediaFaults.Unreachable));
        }

        Assert.InRange(failed, 24, 3 * 19);
        breaker.Heard(new Fault(MediaFaults.TooLarge));
    }

    private static string? Refusal(MessageKind kind, byte[] bytes, long limit = 1000, string? sha256 = null)
    {
        using var check = new ContentCheck(kind, null, limit, sha256);
        try
        {
            if (bytes.Length > 0)
                check.Take(bytes);
            check.End();
            return null;
        }
        catch (ContentRefusedException refused)
        {
            return refused.Fault;
        }
    }

    private static byte[] Png(int width, int height)
    {
        using var bitmap = new SKBitmap(width, height);
        bitmap.Erase(SKColors.CornflowerBlue);
        using var image = SKImage.FromBitmap(bitmap);
        using var data = image.Encode(SKEncodedImageFormat.Png, 100);
        return data.ToArray();
    }
}
