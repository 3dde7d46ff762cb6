using System.Reflection;
using System.Security.Claims;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Athera.Api.Access;

/// <summary>
/// The grains a caller may reach: those of its own tenant. An endpoint gets no other way to a grain, so another tenant's id leads
/// it to a grain that does not exist.
/// </summary>
internal sealed class CallerGrains(IGrainFactory grains, CallerIdentity identity)
    : TenantGrains(grains, identity.Caller.Tenant), IBindableFromHttpContext<CallerGrains>
{
    /// <summary>Who acts; opaque.</summary>
    public string User { get; } = identity.User;

    public static ValueTask<CallerGrains?> BindAsync(HttpContext context, ParameterInfo parameter) =>
        ValueTask.FromResult<CallerGrains?>(For(context.User, context.RequestServices.GetRequiredService<IGrainFactory>()));

    /// <exception cref="InvalidOperationException">Nobody was authenticated: the endpoint lacks its policy.</exception>
    public static CallerGrains For(ClaimsPrincipal? principal, IGrainFactory grains) => new(
        grains,
        CallerIdentity.Of(principal) ?? throw new InvalidOperationException("An endpoint that reaches grains has to ask for a caller."));
}
