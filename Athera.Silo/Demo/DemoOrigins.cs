using Athera.Silo.Settings;

namespace Athera.Silo.Demo;

/// <summary>The pages that may show the demo tenant's chat: this process's own, and what <c>Athera:Demo:ChatOrigins</c> lists.</summary>
internal static class DemoOrigins
{
    public static IReadOnlyList<string> Of(SiloSettings settings, IConfiguration configuration)
    {
        var local = settings.LocalUrl;
        // The same place by its other name is another origin to a browser.
        var names = local.IsLoopback ? new[] { "127.0.0.1", "localhost" } : [local.Host];
        var own = names.Select(name => $"{local.Scheme}://{name}{(local.IsDefaultPort ? "" : $":{local.Port}")}");
        var listed = configuration["Athera:Demo:ChatOrigins"]?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return [.. own.Concat(listed ?? []).Distinct()];
    }
}
