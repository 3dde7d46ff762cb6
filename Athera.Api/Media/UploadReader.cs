using Athera.Media;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace Athera.Api.Media;

/// <summary>Brings the file of a request to its grain, part by part.</summary>
internal static class UploadReader
{
    /// <summary>Largest body: the largest file, and what stands around it in a form.</summary>
    public const long MaxBodyLength = (100 * 1024 * 1024) + (64 * 1024);

    private const int MaxBoundary = 100;

    public static async Task<Result<UploadView>> ReadAsync(
        HttpRequest request, string? fileName, IUploadGrain upload, CancellationToken cancellation)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type))
            return Refusal.Invalid("Content-Type", "is needed: the type of the file, or multipart/form-data");
        if (!type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase))
            return await SendAsync(request.Body, type.ToString(), fileName, upload, cancellation);
        var boundary = HeaderUtilities.RemoveQuotes(type.Boundary).ToString();
        if (boundary.Length is 0 or > MaxBoundary)
            return Refusal.Invalid("Content-Type", "has no boundary between its parts");
        try
        {
            var form = new MultipartReader(boundary, request.Body);
            while (await form.ReadNextSectionAsync(cancellation) is { } section)
            {
                if (section.GetContentDispositionHeader() is { } disposition && disposition.IsFileDisposition())
                {
                    var name = HeaderUtilities.RemoveQuotes(disposition.FileNameStar.HasValue ? disposition.FileNameStar : disposition.FileName);
                    return await SendAsync(section.Body, section.ContentType, fileName ?? name.ToString(), upload, cancellation);
                }
            }
        }
        catch (Exception malformed) when (malformed is InvalidDataException or IOException and not BadHttpRequestException)
        {
            return Refusal.Invalid("body", "is no form that can be read");
        }
        return Refusal.Invalid("body", "has no file");
    }

    private static async Task<Result<UploadView>> SendAsync(
        Stream body, string? contentType, string? fileName, IUploadGrain upload, CancellationToken cancellation)
    {
        var finished = false;
        try
        {
            var sent = await SendPartsAsync(body, contentType, fileName, upload, cancellation);
            finished = sent.Granted;
            return sent;
        }
        finally
        {
            // Else what was begun would be held for as long as the grain stays in memory.
            if (!finished)
                await upload.Abandon();
        }
    }

    private static async Task<Result<UploadView>> SendPartsAsync(
        Stream body, string? contentType, string? fileName, IUploadGrain upload, CancellationToken cancellation)
    {
        var offset = 0L;
        while (true)
        {
            // Not from a pool: within a silo the grain holds the very same bytes.
            var part = new byte[MediaFile.PartSize];
            var length = await body.ReadAtLeastAsync(part, part.Length, throwOnEndOfStream: false, cancellation);
            if (length == 0)
                break;
            if (await upload.Append(offset, part.AsMemory(0, length)) is { Refusal: { } no })
                return no;
            offset += length;
        }
        var name = string.IsNullOrEmpty(fileName) ? null : FileNames.Plain(fileName);
        return await upload.Complete(new CompleteUpload(contentType, name));
    }
}
