using Microsoft.AspNetCore.Authorization;

namespace Athera.Api.Access;

/// <summary>Who may come in where.</summary>
internal static class AccessPolicies
{
    /// <summary>Only the platform's key.</summary>
    public const string Platform = "platform";

    /// <summary>Only a tenant's key; the platform's reaches no tenant's data.</summary>
    public const string Tenant = "tenant";

    /// <summary>Both; each sees its own.</summary>
    public const string Anyone = "anyone";

    /// <summary>
    /// The scope that may everything within its tenant. It is asked for everywhere: a key with scopes this version does not know
    /// may nothing, rather than everything.
    /// </summary>
    public const string AdminScope = "admin";

    public static void Add(AuthorizationOptions options)
    {
        options.AddPolicy(Platform, static policy => For(policy, static caller => caller.IsPlatform));
        options.AddPolicy(Tenant, static policy => For(policy, static caller => IsTenant(caller)));
        options.AddPolicy(Anyone, static policy => For(policy, static caller => caller.IsPlatform || IsTenant(caller)));
    }

    /// <summary>A tenant's caller that may do what is asked.</summary>
    public static bool IsTenant(Athera.Access.Caller caller) => !caller.IsPlatform && caller.Scopes.Contains(AdminScope);

    private static void For(AuthorizationPolicyBuilder policy, Func<Athera.Access.Caller, bool> may) => policy
        .AddAuthenticationSchemes(BearerAuthentication.SchemeName)
        .RequireAuthenticatedUser()
        .RequireAssertion(context => CallerIdentity.Of(context.User) is { } identity && may(identity.Caller));
}
