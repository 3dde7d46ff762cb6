using System.Security.Claims;
using Athera.Access;

namespace Athera.Api.Access;

/// <summary>Who is calling, as the server carries it along with a request or a hub connection.</summary>
internal sealed class CallerIdentity : ClaimsIdentity
{
    /// <param name="caller">Whose key it is.</param>
    /// <param name="user">Who acts; opaque, and written into what is done.</param>
    /// <param name="scheme">How it was proven.</param>
    public CallerIdentity(Caller caller, string user, string scheme)
        : base([new Claim(ClaimTypes.NameIdentifier, $"{caller.Tenant}/{user}")], scheme)
    {
        Caller = caller;
        User = user;
    }

    public Caller Caller { get; }

    public string User { get; }

    /// <summary>The caller behind a principal, if it has been authenticated.</summary>
    public static CallerIdentity? Of(ClaimsPrincipal? principal)
    {
        if (principal is null)
            return null;
        foreach (var identity in principal.Identities)
            if (identity is CallerIdentity caller)
                return caller;
        return null;
    }
}
