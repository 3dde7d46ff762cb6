using SkiaSharp;

namespace Athera.Media.Pictures;

/// <summary>
/// Makes a small picture of a large one. A few kilobytes can claim to be a picture of gigabytes, so what the head says is looked at
/// before anything is unpacked.
/// </summary>
internal static class SmallPicture
{
    /// <summary>Longest side, in pixels.</summary>
    public const int MaxSide = 320;

    /// <summary>Longest side and largest area of a picture that is unpacked; 32 million points take 128 MB for a moment.</summary>
    private const int LongestSide = 16_384, LargestArea = 32_000_000;

    private const int Quality = 80;

    /// <summary>A JPEG, or a PNG where there is something to see through; <see langword="null"/> when it is no picture, or too large a one.</summary>
    /// <param name="picture">The whole file.</param>
    public static byte[]? Of(byte[] picture)
    {
        using var data = SKData.CreateCopy(picture);
        using var codec = SKCodec.Create(data);
        if (codec is null || !IsReasonable(codec.Info.Width, codec.Info.Height))
            return null;
        var unpacked = Unpacked(codec);
        var info = new SKImageInfo(unpacked.Width, unpacked.Height, SKColorType.Rgba8888, SKAlphaType.Premul);
        using var whole = new SKBitmap();
        if (!whole.TryAllocPixels(info) || codec.GetPixels(info, whole.GetPixels()) is not (SKCodecResult.Success or SKCodecResult.IncompleteInput))
            return null;
        using var small = Draw(whole, codec.EncodedOrigin);
        using var image = SKImage.FromBitmap(small);
        using var encoded = codec.Info.AlphaType == SKAlphaType.Opaque
            ? image.Encode(SKEncodedImageFormat.Jpeg, Quality)
            : image.Encode(SKEncodedImageFormat.Png, Quality);
        return encoded?.ToArray();
    }

    // A JPEG can be unpacked at some eighths of its size, which saves most of the memory and time; the least of them that is not too small.
    private static SKSizeI Unpacked(SKCodec codec)
    {
        const int Eighths = 8;
        for (var eighths = 1; eighths < Eighths; eighths++)
        {
            var size = codec.GetScaledDimensions((float)eighths / Eighths);
            if (Math.Max(size.Width, size.Height) >= MaxSide)
                return size;
        }
        return codec.Info.Size;
    }

    private static bool IsReasonable(int width, int height) =>
        width is > 0 and <= LongestSide && height is > 0 and <= LongestSide && (long)width * height <= LargestArea;

    // A phone writes down which way it was held instead of turning the picture. Nothing else of what it wrote down is kept: not where.
    private static SKBitmap Draw(SKBitmap whole, SKEncodedOrigin origin)
    {
        var turned = origin is SKEncodedOrigin.LeftTop or SKEncodedOrigin.RightTop or SKEncodedOrigin.RightBottom or SKEncodedOrigin.LeftBottom;
        var (width, height) = turned ? (whole.Height, whole.Width) : (whole.Width, whole.Height);
        var scale = Math.Min(1f, (float)MaxSide / Math.Max(width, height));
        var small = new SKBitmap(new SKImageInfo(
            Math.Max(1, (int)(width * scale)), Math.Max(1, (int)(height * scale)), SKColorType.Rgba8888, SKAlphaType.Premul));
        using var canvas = new SKCanvas(small);
        canvas.Clear(SKColors.Transparent);
        canvas.Scale((float)small.Width / width, (float)small.Height / height);
        canvas.Concat(Turn(origin, width, height));
        using var image = SKImage.FromBitmap(whole);
        canvas.DrawImage(image, 0, 0, new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear));
        return small;
    }

    // Where the first row and the first column of the stored picture belong (EXIF, orientation).
    private static SKMatrix Turn(SKEncodedOrigin origin, int width, int height) => origin switch
    {
        SKEncodedOrigin.TopRight => new SKMatrix(-1, 0, width, 0, 1, 0, 0, 0, 1),
        SKEncodedOrigin.BottomRight => new SKMatrix(-1, 0, width, 0, -1, height, 0, 0, 1),
        SKEncodedOrigin.BottomLeft => new SKMatrix(1, 0, 0, 0, -1, height, 0, 0, 1),
        SKEncodedOrigin.LeftTop => new SKMatrix(0, 1, 0, 1, 0, 0, 0, 0, 1),
        SKEncodedOrigin.RightTop => new SKMatrix(0, -1, width, 1, 0, 0, 0, 0, 1),
        SKEncodedOrigin.RightBottom => new SKMatrix(0, -1, width, -1, 0, height, 0, 0, 1),
        SKEncodedOrigin.LeftBottom => new SKMatrix(0, 1, 0, -1, 0, height, 0, 0, 1),
        _ => SKMatrix.Identity,
    };
}
