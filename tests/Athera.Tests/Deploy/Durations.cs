using System.Globalization;

namespace Athera.Tests.Deploy;

/// <summary>Times as Docker and Compose write them (<c>45s</c>, <c>2m</c>), and systemd (<c>45</c>).</summary>
internal static class Durations
{
    public static TimeSpan Parse(string text) => text[^1] switch
    {
        's' => TimeSpan.FromSeconds(Number(text[..^1])),
        'm' => TimeSpan.FromMinutes(Number(text[..^1])),
        _ => TimeSpan.FromSeconds(Number(text)),
    };

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
