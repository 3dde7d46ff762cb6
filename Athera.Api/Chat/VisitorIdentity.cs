using System.Security.Claims;
using Athera.Chat;

namespace Athera.Api.Chat;

/// <summary>The visitor behind a connection. Not a caller of the API: no policy but the chat's accepts it.</summary>
internal sealed class VisitorIdentity(ChatVisitor visitor, string scheme)
    : ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, $"{visitor.Tenant}/visitor/{visitor.Visitor}")], scheme)
{
    public ChatVisitor Visitor { get; } = visitor;

    /// <summary>The visitor behind a principal, if one has been authenticated.</summary>
    public static ChatVisitor? Of(ClaimsPrincipal? principal) => principal?.Identity is VisitorIdentity visitor ? visitor.Visitor : null;
}
