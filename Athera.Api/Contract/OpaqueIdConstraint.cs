using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Athera.Api.Contract;

/// <summary><c>{id:opaque}</c>: a path whose id is not one leads nowhere, which looks the same as an id nobody has.</summary>
internal sealed class OpaqueIdConstraint : IRouteConstraint
{
    public const string Name = "opaque";

    public bool Match(HttpContext? httpContext, IRouter? route, string routeKey, RouteValueDictionary values, RouteDirection routeDirection) =>
        values.TryGetValue(routeKey, out var value) && OpaqueId.TryParse(value as string, out _);
}
