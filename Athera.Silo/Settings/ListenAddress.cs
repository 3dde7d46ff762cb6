namespace Athera.Silo.Settings;

/// <summary>Where the process listens, made definite before it does: the demo's providers have to know the port beforehand.</summary>
internal static class ListenAddress
{
    /// <summary>The addresses with a free port in place of 0.</summary>
    public static string Fix(string urls) =>
        string.Join(';', urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(FixOne));

    /// <summary>The first address as seen from this machine.</summary>
    public static Uri Local(string urls)
    {
        var first = urls.Split(';')[0]
            .Replace("//+", "//127.0.0.1", StringComparison.Ordinal)
            .Replace("//*", "//127.0.0.1", StringComparison.Ordinal)
            .Replace("//0.0.0.0", "//127.0.0.1", StringComparison.Ordinal)
            .Replace("//[::]", "//127.0.0.1", StringComparison.Ordinal);
        return Uri.TryCreate(first, UriKind.Absolute, out var url)
            ? url
            : throw new SettingException("ASPNETCORE_URLS is not a list of addresses such as http://127.0.0.1:5080.");
    }

    private static string FixOne(string url) => url.TrimEnd('/') is var bare && bare.EndsWith(":0", StringComparison.Ordinal)
        ? $"{bare[..^1]}{FreePort.Or(0)}"
        : url;
}
