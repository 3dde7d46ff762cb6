using System.Security.Claims;
using System.Text.Encodings.Web;
using Athera.Api.Contract;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace Athera.Api.Access;

/// <summary><c>Authorization: Bearer &lt;API key&gt;</c>. A key in the URL is never looked at: URLs are logged and kept.</summary>
internal sealed class BearerAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, KnownCallers callers)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "Bearer";

    /// <summary>The token of an authorization header, if it holds exactly one.</summary>
    public static string? TokenOf(HttpRequest request)
    {
        const string prefix = SchemeName + " ";
        var values = request.Headers.Authorization;
        return values is [{ } value] && value.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) ? value[prefix.Length..].Trim() : null;
    }

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (TokenOf(Request) is not { } key)
            return AuthenticateResult.NoResult();
        return await callers.Find(key, Scheme.Name) is { } identity
            ? AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), Scheme.Name))
            : AuthenticateResult.Fail("No caller has this key.");
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers[HeaderNames.WWWAuthenticate] = SchemeName;
        return Problem.OfStatus(StatusCodes.Status401Unauthorized).ExecuteAsync(Context);
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) =>
        Problem.OfStatus(StatusCodes.Status403Forbidden).ExecuteAsync(Context);
}
