using Athera.Silo.Settings;

namespace Athera.Silo.Health;

/// <summary>
/// <c>Athera.Silo --health</c>: asks the Athera that runs under the same settings whether it is ready. So a container's health check
/// needs no other program in the image.
/// </summary>
internal static class HealthSwitch
{
    /// <summary>The argument, the only one allowed then.</summary>
    public const string Argument = "--health";

    /// <summary>Longer than readiness takes to give up on a database, so that the answer is heard.</summary>
    public static readonly TimeSpan Deadline = StorageHealth.Deadline + TimeSpan.FromSeconds(1);

    private const string Path = "/health/ready";

    /// <summary>Whether that is what was asked for.</summary>
    public static bool Is(IReadOnlyList<string> args) => args is [Argument];

    /// <summary>Asks. Gives the exit code: 0 when ready, 1 when not, or when nobody answers in time.</summary>
    /// <exception cref="SettingException">The address cannot be read from the settings.</exception>
    public static async Task<int> AskAsync()
    {
        var urls = new ConfigurationBuilder()
            .AddEnvironmentVariables("ASPNETCORE_").AddEnvironmentVariables("DOTNET_").AddEnvironmentVariables().Build()["urls"];
        var url = new Uri(ListenAddress.Local(string.IsNullOrEmpty(urls) ? SiloSettings.DefaultUrl : urls), Path);
        using var http = new HttpClient { Timeout = Deadline };
        try
        {
            using var answer = await http.GetAsync(url, HttpCompletionOption.ResponseHeadersRead);
            return answer.IsSuccessStatusCode ? 0 : 1;
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
        {
            return 1;
        }
    }
}
