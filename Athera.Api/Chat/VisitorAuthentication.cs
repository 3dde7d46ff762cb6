using System.Security.Claims;
using System.Text.Encodings.Web;
using Athera.Api.Access;
using Athera.Api.Contract;
using Athera.Chat;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Athera.Api.Chat;

/// <summary>
/// A session's token in <c>access_token</c>, where SignalR clients put what they have, or as a bearer token; for the chat hub only.
/// A browser's page has to be one of the account's: WebSockets know no other check of that.
/// </summary>
internal sealed class VisitorAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, IGrainFactory grains)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "Visitor";

    /// <summary>The policy of the chat hub.</summary>
    public const string Policy = "visitor";

    private const int MaxTokenLength = 512;

    public static void AddPolicy(AuthorizationOptions options) => options.AddPolicy(Policy, static policy => policy
        .AddAuthenticationSchemes(SchemeName)
        .RequireAuthenticatedUser()
        .RequireAssertion(static context => VisitorIdentity.Of(context.User) is not null));

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var token = Request.Query["access_token"] is [{ Length: > 0 } inQuery] ? inQuery : BearerAuthentication.TokenOf(Request);
        if (token is not { Length: <= MaxTokenLength })
            return AuthenticateResult.NoResult();
        var origin = Request.Headers.Origin is [{ } page] ? page : null;
        if (await grains.GetGrain<IChatDoorGrain>(0).Admit(token, origin) is not { } visitor)
            return AuthenticateResult.NoResult();
        // The connection ends with the token; the client renews it and resumes.
        return AuthenticateResult.Success(new AuthenticationTicket(
            new ClaimsPrincipal(new VisitorIdentity(visitor, SchemeName)),
            new AuthenticationProperties { ExpiresUtc = visitor.ExpiresAt },
            SchemeName));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties) =>
        Problem.OfStatus(StatusCodes.Status401Unauthorized).ExecuteAsync(Context);
}
