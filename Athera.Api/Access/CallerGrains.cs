using System.Reflection;
using System.Security.Claims;
using Athera.Access;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Athera.Api.Access;

/// <summary>
/// The grains a caller may reach: those of its own tenant. An endpoint gets no other way to a grain, so another tenant's id leads
/// it to a grain that does not exist.
/// </summary>
internal sealed class CallerGrains(IGrainFactory grains, CallerIdentity identity) : IBindableFromHttpContext<CallerGrains>
{
    public TenantId Tenant { get; } = identity.Caller.Tenant;

    /// <summary>Who acts; opaque.</summary>
    public string User { get; } = identity.User;

    public static ValueTask<CallerGrains?> BindAsync(HttpContext context, ParameterInfo parameter) =>
        ValueTask.FromResult<CallerGrains?>(For(context.User, context.RequestServices.GetRequiredService<IGrainFactory>()));

    /// <exception cref="InvalidOperationException">Nobody was authenticated: the endpoint lacks its policy.</exception>
    public static CallerGrains For(ClaimsPrincipal? principal, IGrainFactory grains) => new(
        grains,
        CallerIdentity.Of(principal) ?? throw new InvalidOperationException("An endpoint that reaches grains has to ask for a caller."));

    /// <summary>One thing of the caller's tenant.</summary>
    public TGrain Get<TGrain>(OpaqueId id) where TGrain : IGrainWithStringKey
    {
        Claim();
        return grains.Get<TGrain>(Tenant, id);
    }

    /// <summary>A whole collection of the caller's tenant.</summary>
    public TGrain Of<TGrain>() where TGrain : IGrainWithStringKey
    {
        Claim();
        return grains.Of<TGrain>(Tenant);
    }

    // The request context follows the flow of the method that asks for the grain, and so the call it makes next.
    private void Claim() => RequestContext.Set(CallerContext.TenantKey, Tenant.ToString());
}
