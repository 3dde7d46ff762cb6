using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Athera.Tests.Media;

/// <summary>
/// A bucket over HTTP as far as blobs need one: put, get with a range, head, delete and list by pages of three. It makes every
/// signature itself (Signature Version 4, header form) and refuses what does not match.
/// </summary>
internal sealed class FakeS3 : IAsyncDisposable
{
    public const string Bucket = "athera-test", AccessKey = "AKIDTEST", SecretKey = "secret/of+test", Region = "eu-test-1";

    private const int PageSize = 3;

    private readonly ConcurrentDictionary<string, (byte[] Bytes, DateTime At)> _objects = new(StringComparer.Ordinal);
    private readonly WebApplication _app;

    private FakeS3(WebApplication app) => _app = app;

    public Uri Url => new(_app.Urls.Single());

    public int Refused { get; private set; }

    public IEnumerable<string> Keys => _objects.Keys;

    public static async Task<FakeS3> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Services.AddLogging(logging => logging.ClearProviders());
        var app = builder.Build();
        var fake = new FakeS3(app);
        app.Run(fake.AnswerAsync);
        await app.StartAsync();
        return fake;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        var path = context.Request.Path.Value!;
        if (!IsSigned(context.Request, body.ToArray()) || !path.StartsWith($"/{Bucket}", StringComparison.Ordinal))
        {
            Refused++;
            await RefuseAsync(context, 403, "SignatureDoesNotMatch");
            return;
        }
        var key = path.Length > Bucket.Length + 2 ? path[(Bucket.Length + 2)..] : "";
        if (key.Length == 0)
            await ListAsync(context);
        else if (context.Request.Method == "PUT")
            _objects[key] = (body.ToArray(), DateTime.UtcNow);
        else if (context.Request.Method == "DELETE")
            (_, context.Response.StatusCode) = (_objects.TryRemove(key, out _), 204);
        else if (_objects.TryGetValue(key, out var found))
            await GiveAsync(context, found.Bytes);
        else
            await RefuseAsync(context, 404, "NoSuchKey");
    }

    private static async Task GiveAsync(HttpContext context, byte[] bytes)
    {
        var range = context.Request.Headers.Range.ToString();
        var from = range.Length == 0 ? 0 : int.Parse(range["bytes=".Length..range.IndexOf('-', StringComparison.Ordinal)], CultureInfo.InvariantCulture);
        if (from > 0)
        {
            context.Response.StatusCode = 206;
            context.Response.Headers.ContentRange = $"bytes {from}-{bytes.Length - 1}/{bytes.Length}";
        }
        context.Response.ContentLength = bytes.Length - from;
        if (context.Request.Method != "HEAD")
            await context.Response.Body.WriteAsync(bytes.AsMemory(from));
    }

    private async Task ListAsync(HttpContext context)
    {
        var query = context.Request.Query;
        var after = query["continuation-token"].ToString();
        var keys = _objects.Keys.Where(k => k.StartsWith(query["prefix"].ToString(), StringComparison.Ordinal))
            .Order(StringComparer.Ordinal).Where(k => string.CompareOrdinal(k, after) > 0).ToList();
        var page = keys.Take(PageSize).ToList();
        var more = keys.Count > PageSize;
        var xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?><ListBucketResult xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">")
            .Append(CultureInfo.InvariantCulture, $"<IsTruncated>{(more ? "true" : "false")}</IsTruncated><KeyCount>{page.Count}</KeyCount>");
        if (more)
            xml.Append(CultureInfo.InvariantCulture, $"<NextContinuationToken>{page[^1]}</NextContinuationToken>");
        foreach (var key in page)
            xml.Append(CultureInfo.InvariantCulture, $"<Contents><Key>{key}</Key><LastModified>{_objects[key].At:yyyy-MM-ddTHH:mm:ss.fffZ}</LastModified><Size>{_objects[key].Bytes.Length}</Size></Contents>");
        context.Response.ContentType = "application/xml";
        await context.Response.WriteAsync(xml.Append("</ListBucketResult>").ToString());
    }

    private static async Task RefuseAsync(HttpContext context, int status, string code)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/xml";
        if (context.Request.Method != "HEAD")
            await context.Response.WriteAsync($"<?xml version=\"1.0\" encoding=\"UTF-8\"?><Error><Code>{code}</Code><Message>no</Message></Error>");
    }

    private static bool IsSigned(HttpRequest request, byte[] body)
    {
        const string Scheme = "AWS4-HMAC-SHA256 ";
        var header = request.Headers.Authorization.ToString();
        if (!header.StartsWith(Scheme, StringComparison.Ordinal))
            return false;
        var parts = header[Scheme.Length..].Split(',', StringSplitOptions.TrimEntries)
            .Select(p => p.Split('=', 2)).ToDictionary(p => p[0], p => p[1]);
        var scope = parts["Credential"].Split('/');
        if (scope is not [AccessKey, var day, Region, "s3", "aws4_request"])
            return false;
        var payload = request.Headers["x-amz-content-sha256"].ToString();
        if (payload != "UNSIGNED-PAYLOAD" && payload != Convert.ToHexStringLower(SHA256.HashData(body)))
            return false;
        var names = parts["SignedHeaders"].Split(';');
        var canonical = string.Join('\n',
            request.Method,
            string.Join('/', request.Path.Value!.Split('/').Select(Uri.EscapeDataString)),
            string.Join('&', request.Query.SelectMany(q => q.Value.Select(v => (q.Key, Value: v ?? "")))
                .Select(q => $"{Uri.EscapeDataString(q.Key)}={Uri.EscapeDataString(q.Value)}").Order(StringComparer.Ordinal)),
            string.Concat(names.Select(n => $"{n}:{(n == "host" ? request.Host.ToString() : request.Headers[n].ToString()).Trim()}\n")),
            parts["SignedHeaders"],
            payload);
        var text = string.Join('\n',
            "AWS4-HMAC-SHA256", request.Headers["x-amz-date"].ToString(), $"{day}/{Region}/s3/aws4_request",
            Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(canonical))));
        var key = Hmac(Hmac(Hmac(Hmac(Encoding.UTF8.GetBytes($"AWS4{SecretKey}"), day), Region), "s3"), "aws4_request");
        return parts["Signature"] == Convert.ToHexStringLower(Hmac(key, text));
    }

    private static byte[] Hmac(byte[] key, string text) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text));
}
