using System.Reflection;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Athera.Api.Chat;

/// <summary>
/// The chat as a page embeds it: one script. It is built from the TypeScript beside it where Node is present; otherwise the build that
/// came with the source is served.
/// </summary>
internal sealed class ChatScript
{
    public const string Path = "/chat.js";

    private const string Resource = "chat.js", PrebuiltResource = "chat.prebuilt.js";

    private readonly byte[] _script;
    private readonly string _tag;

    public ChatScript(ILogger<ChatScript> logger)
    {
        var built = Read(Resource);
        if (built is null)
            logger.ScriptIsPrebuilt();
        _script = built ?? Read(PrebuiltResource) ?? throw new InvalidOperationException("The assembly holds no chat script.");
        _tag = $"\"{Convert.ToHexStringLower(SHA256.HashData(_script))[..16]}\"";
    }

    public async Task Serve(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.ETag = _tag;
        // Pages that embed it get a new release within minutes.
        headers.CacheControl = "public, max-age=300";
        headers.AccessControlAllowOrigin = "*";
        headers["Cross-Origin-Resource-Policy"] = "cross-origin";
        if (context.Request.Headers.IfNoneMatch == _tag)
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        context.Response.ContentType = "text/javascript; charset=utf-8";
        context.Response.ContentLength = _script.Length;
        await context.Response.Body.WriteAsync(_script, context.RequestAborted);
    }

    private static byte[]? Read(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name);
        if (stream is null)
            return null;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
