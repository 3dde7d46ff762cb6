using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Athera.Lab.Wire;

/// <summary>When a long answer has nobody left to wait for it.</summary>
internal static class RequestEnd
{
    /// <summary>
    /// Cancelled when the caller goes away or the host stops: an answer that never comes would hold up the end of the host
    /// until it is killed. To be disposed.
    /// </summary>
    public static CancellationTokenSource Of(HttpContext context) => CancellationTokenSource.CreateLinkedTokenSource(
        context.RequestAborted, context.RequestServices.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping);
}
