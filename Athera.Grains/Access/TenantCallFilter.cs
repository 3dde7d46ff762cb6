using System.Globalization;

namespace Athera.Access;

/// <summary>
/// Stops a call made on behalf of one tenant from reaching another's grain. The API never makes one: keys are built from the
/// authenticated caller. This is the second wall, for the day somebody forgets.
/// </summary>
public sealed class TenantCallFilter : IIncomingGrainCallFilter
{
    /// <inheritdoc/>
    public Task Invoke(IIncomingGrainCallContext context)
    {
        if (RequestContext.Get(CallerContext.TenantKey) is string caller
            && context.TargetId.Key.ToString() is { Length: 65 } key && key[32] == '/'
            && !key.AsSpan(0, 32).SequenceEqual(caller))
        {
            throw new UnauthorizedAccessException(
                string.Create(CultureInfo.InvariantCulture, $"{context.InterfaceMethod.Name} was called for another tenant."));
        }
        return context.Invoke();
    }
}
