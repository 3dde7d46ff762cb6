using System.Security.Claims;
using System.Text.Encodings.Web;
using Athera.Api.Access;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Athera.Api.Inbox;

/// <summary>A ticket in <c>access_token</c>, where SignalR clients put what they have, or as a bearer token; for the hub only.</summary>
internal sealed class TicketAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, HubTickets tickets)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "HubTicket";

    /// <summary>The policy of the hub: a tenant's caller, by key or by ticket.</summary>
    public const string Policy = "hub";

    public static void AddPolicy(AuthorizationOptions options) => options.AddPolicy(Policy, static policy => policy
        .AddAuthenticationSchemes(BearerAuthentication.SchemeName, SchemeName)
        .RequireAuthenticatedUser()
        .RequireAssertion(static context => CallerIdentity.Of(context.User) is { } identity && AccessPolicies.IsTenant(identity.Caller)));

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var token = Request.Query["access_token"] is [{ Length: > 0 } inQuery] ? inQuery : BearerAuthentication.TokenOf(Request);
        return Task.FromResult(token is not null && tickets.Redeem(token) is { } caller
            ? AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(caller), SchemeName))
            : AuthenticateResult.NoResult());
    }

    // The bearer scheme of the same policy says no for both.
    protected override Task HandleChallengeAsync(AuthenticationProperties properties) => Task.CompletedTask;

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) => Task.CompletedTask;
}
