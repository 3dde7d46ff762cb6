using System.Text;
using Athera.Api.Contract;
using Athera.Knowledge;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace Athera.Api.Knowledge;

/// <summary>Reads an article that comes as a form: one file, and the fields that a JSON body would have.</summary>
internal sealed class ArticleForm
{
    private const int MaxSections = 16, MaxBoundary = 100, MaxField = 1024;

    private readonly Dictionary<string, string> _fields = [];
    private byte[]? _file;
    private string? _contentType, _fileName;

    /// <summary>Reads it, or says what is wrong with it.</summary>
    public static async Task<(WriteArticle? Command, Problem? Wrong)> ReadAsync(HttpRequest request, CancellationToken cancellation)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            || HeaderUtilities.RemoveQuotes(type.Boundary).ToString() is not { Length: > 0 and <= MaxBoundary } boundary)
            return (null, Problem.Field("Content-Type", "Has no boundary between its parts."));
        var form = new ArticleForm();
        try
        {
            var reader = new MultipartReader(boundary, request.Body);
            for (var sections = 0; await reader.ReadNextSectionAsync(cancellation) is { } section; sections++)
            {
                if (sections == MaxSections)
                    return (null, Problem.Field("body", "Has more parts than an article has."));
                if (await form.TakeAsync(section, cancellation) is { } wrong)
                    return (null, wrong);
            }
        }
        catch (Exception malformed) when (malformed is InvalidDataException or IOException and not BadHttpRequestException)
        {
            return (null, Problem.Field("body", "Is no form that can be read."));
        }
        catch (BadHttpRequestException refused)
        {
            return (null, Problem.OfStatus(refused.StatusCode));
        }
        return form.Command();
    }

    private async Task<Problem?> TakeAsync(MultipartSection section, CancellationToken cancellation)
    {
        if (section.GetContentDispositionHeader() is not { } disposition)
            return null;
        var name = HeaderUtilities.RemoveQuotes(disposition.Name).ToString();
        if (!disposition.IsFileDisposition())
        {
            if (await ReadAsync(section.Body, MaxField, cancellation) is not { } value)
                return Problem.Field(name.Length is > 0 and <= 64 ? name : "body", "Is longer than any field may be.");
            _fields[name] = Encoding.UTF8.GetString(value);
            return null;
        }
        if (_file is not null)
            return Problem.Field("content", "Is given twice; an article is made of one file.");
        (_contentType, _fileName) = (section.ContentType, HeaderUtilities.RemoveQuotes(disposition.FileName).ToString());
        _file = await ReadAsync(section.Body, KnowledgeLimits.MaxSource, cancellation);
        return _file is null ? Problem.Field("content", "Is larger than 10 MB.") : null;
    }

    private (WriteArticle? Command, Problem? Wrong) Command()
    {
        if (_file is null)
            return (null, Problem.Field("content", "Is missing: the form has no file."));
        var kind = SourceKind.Of(_file, _contentType, _fileName);
        if (_fields.GetValueOrDefault("kind") is { Length: > 0 } said && (!Enum.TryParse(said, ignoreCase: true, out kind) || !char.IsAsciiLetter(said[0])))
            return (null, Problem.Field("kind", "Is text, markdown, html or pdf."));
        return (new WriteArticle
        {
            Title = _fields.GetValueOrDefault("title", ""),
            Language = _fields.GetValueOrDefault("language", ""),
            Kind = kind,
            Source = _file,
        }, null);
    }

    // One byte more than may be, which tells the largest from too large.
    private static async Task<byte[]?> ReadAsync(Stream body, int limit, CancellationToken cancellation)
    {
        using var read = new MemoryStream();
        var piece = new byte[Math.Min(limit + 1, 64 * 1024)];
        while (await body.ReadAsync(piece, cancellation) is > 0 and var length)
        {
            if (read.Length + length > limit)
                return null;
            read.Write(piece, 0, length);
        }
        return read.ToArray();
    }
}
