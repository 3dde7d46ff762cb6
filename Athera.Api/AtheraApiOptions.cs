namespace Athera.Api;

/// <summary>Settings of the API, section <c>Athera:Api</c>.</summary>
public sealed class AtheraApiOptions
{
    /// <summary>Where they stand in the configuration.</summary>
    public const string Section = "Athera:Api";

    /// <summary>How many REST requests one key may make in a second, at least 1; as many may come at once. Webhooks are not counted.</summary>
    public int RequestsPerSecond { get; set; } = 100;

    /// <summary>
    /// How many chat sessions one network address may open in a minute, at least 1; as many may come at once. A visitor needs one to
    /// begin and one to come back; behind one address may be an office.
    /// </summary>
    public int ChatSessionsPerMinute { get; set; } = 60;

    /// <summary>How many files visitors may bring from one network address in a minute, at least 1; as many may come at once.</summary>
    public int ChatUploadsPerMinute { get; set; } = 60;

    /// <summary>How many visitors may be connected to this process at once, at least 1; each takes some tens of kilobytes.</summary>
    public int ChatConnections { get; set; } = 20_000;
}
