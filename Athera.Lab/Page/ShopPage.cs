using System.Net;
using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Athera.Lab.Page;

/// <summary>
/// A business's own page with the chat on it. Which script it embeds says the query (<c>?script=</c>), so that it can stand at another
/// origin than the product, as real pages do; without one it is the product's own.
/// </summary>
/// <param name="script">The chat's script, unless the query names another; null while there is none.</param>
internal sealed class ShopPage(Func<Uri?> script)
{
    private const string Resource = "lab-page/shop.html";

    private readonly string _page = Read();

    public void Map(IEndpointRouteBuilder routes) => routes.MapGet("shop", ServeAsync);

    private async Task ServeAsync(HttpContext context)
    {
        var given = context.Request.Query["script"].ToString();
        var url = given.Length == 0 ? script() : Uri.TryCreate(given, UriKind.Absolute, out var named) ? named : null;
        if (url is not { Scheme: "http" or "https" })
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        var origin = url.GetLeftPart(UriPartial.Authority);
        context.Response.Headers.ContentSecurityPolicy =
            $"default-src 'none'; script-src {origin}; connect-src {origin} {origin.Replace("http", "ws", StringComparison.Ordinal)}; "
            + "style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'";
        context.Response.Headers.XContentTypeOptions = "nosniff";
        context.Response.ContentType = "text/html; charset=utf-8";
        await context.Response.WriteAsync(
            _page.Replace("{{script}}", WebUtility.HtmlEncode(url.AbsoluteUri), StringComparison.Ordinal), context.RequestAborted);
    }

    private static string Read()
    {
        using var reader = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream(Resource)!);
        return reader.ReadToEnd();
    }
}
