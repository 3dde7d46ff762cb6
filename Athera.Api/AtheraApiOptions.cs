namespace Athera.Api;

/// <summary>Settings of the API, section <c>Athera:Api</c>.</summary>
public sealed class AtheraApiOptions
{
    /// <summary>Where they stand in the configuration.</summary>
    public const string Section = "Athera:Api";

    /// <summary>How many REST requests one key may make in a second, at least 1; as many may come at once. Webhooks are not counted.</summary>
    public int RequestsPerSecond { get; set; } = 100;
}
