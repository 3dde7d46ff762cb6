using System.Net;

namespace Athera.Silo.Settings;

/// <summary>What a process is told about itself, read and checked once, before anything is built. Section <c>Athera</c>.</summary>
public sealed record SiloSettings
{
    /// <summary>How long a stop may take unless the settings say otherwise; it takes seconds unless a database or provider hangs.</summary>
    public static readonly TimeSpan DefaultDrainTime = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan LongestDrainTime = TimeSpan.FromMinutes(10);

    /// <summary>Where <c>dotnet run</c> listens when nothing else is said.</summary>
    public const string DefaultUrl = "http://127.0.0.1:5080";

    /// <summary>A demo tenant, the lab, and keys made up where they are missing: for a developer's machine only.</summary>
    public required bool Development { get; init; }

    /// <summary>Where the embedded databases and, in development, the root key are kept.</summary>
    public required string DataDirectory { get; init; }

    /// <summary><c>Sqlite</c> or <c>Postgres</c>.</summary>
    public required string Storage { get; init; }

    /// <summary>With PostgreSQL: the journal's database.</summary>
    public string? Journal { get; init; }

    /// <summary>With PostgreSQL: the key database, if it is not beside the journal's.</summary>
    public string? Keys { get; init; }

    /// <summary>Where to listen.</summary>
    public required string Urls { get; init; }

    /// <summary>How this process is reached from itself.</summary>
    public Uri LocalUrl => ListenAddress.Local(Urls);

    /// <summary>How providers reach this Athera.</summary>
    public required Uri PublicUrl { get; init; }

    /// <summary>Development only: where the process's clock starts, in Unix seconds.</summary>
    public long? ClockStart { get; init; }

    /// <summary>Development only: the demo tenant's API key.</summary>
    public string DemoAdminKey { get; init; } = "athera-demo-key";

    /// <summary>One of several silos over the same database.</summary>
    public bool Clustered { get; init; }

    /// <summary>How soon silos notice that one of them is dead.</summary>
    public MembershipPace Membership { get; init; } = new();

    /// <summary>The address other silos reach this one at.</summary>
    public IPAddress SiloAddress { get; init; } = IPAddress.Loopback;

    /// <summary>The port other silos reach this one at.</summary>
    public required int SiloPort { get; init; }

    /// <summary>
    /// Where this silo listens for other silos, when that is not where they reach it: behind a port mapping or a proxy.
    /// </summary>
    public IPEndPoint? SiloListeningEndpoint { get; init; }

    /// <summary>The port clients of the cluster reach this silo at.</summary>
    public required int GatewayPort { get; init; }

    /// <summary>
    /// How long the work under way may take to end after a stop was asked for. Whoever asks has to wait longer before killing: the
    /// files in <c>deploy/</c> do.
    /// </summary>
    public required TimeSpan DrainTime { get; init; }

    /// <summary>Reads the settings.</summary>
    /// <exception cref="SettingException">One is missing or cannot be; the text names it.</exception>
    public static SiloSettings Read(IConfiguration configuration, bool development)
    {
        var athera = configuration.GetSection("Athera");
        var urls = ListenAddress.Fix(configuration["urls"] is { Length: > 0 } given ? given : DefaultUrl);
        var settings = new SiloSettings
        {
            Development = development,
            DataDirectory = Path.GetFullPath(athera["DataDirectory"] is { Length: > 0 } directory ? directory : ".athera"),
            Storage = OneOf(athera["Storage"], "Athera:Storage", "Sqlite", "Postgres"),
            Journal = configuration.GetConnectionString("Athera"),
            Keys = configuration.GetConnectionString("AtheraKeys"),
            Urls = urls,
            PublicUrl = PublicUrlOf(athera["PublicUrl"], urls, development),
            ClockStart = development ? athera.GetValue<long?>("Clock:Start") : null,
            SiloPort = FreePort.Or(configuration.GetValue<int>("Orleans:Endpoints:SiloPort")),
            GatewayPort = FreePort.Or(configuration.GetValue<int>("Orleans:Endpoints:GatewayPort")),
            DrainTime = DrainTimeOf(athera["DrainTime"]),
        };
        if (settings.Storage == "Postgres" && string.IsNullOrEmpty(settings.Journal))
            throw new SettingException("ConnectionStrings:Athera is required when Athera:Storage is Postgres.");
        if (!development)
            Require(athera);
        if (OneOf(athera["Cluster"], "Athera:Cluster", "Single", "Cluster") == "Cluster")
            settings = Clustering.Read(configuration, settings);
        return athera["Demo:AdminKey"] is { Length: > 0 } key ? settings with { DemoAdminKey = key } : settings;
    }

    private static void Require(IConfigurationSection athera)
    {
        if (string.IsNullOrEmpty(athera["Keys:Root"]))
            throw new SettingException("Athera:Keys:Root is required in production: 32 random bytes in base64, which wrap all other keys.");
        if (string.IsNullOrEmpty(athera["Bootstrap:AdminKey"]))
            throw new SettingException("Athera:Bootstrap:AdminKey is required in production: the key that may create and close tenants.");
    }

    private static TimeSpan DrainTimeOf(string? given)
    {
        if (string.IsNullOrEmpty(given))
            return DefaultDrainTime;
        return TimeSpan.TryParse(given, System.Globalization.CultureInfo.InvariantCulture, out var time)
            && time > TimeSpan.Zero && time <= LongestDrainTime
            ? time
            : throw new SettingException($"Athera:DrainTime must be a time such as 00:00:30, at most {LongestDrainTime}.");
    }

    private static Uri PublicUrlOf(string? given, string urls, bool development)
    {
        if (string.IsNullOrEmpty(given) && development)
            return ListenAddress.Local(urls);
        return Uri.TryCreate(given, UriKind.Absolute, out var url) && url.Scheme is "http" or "https"
            ? url!
            : throw new SettingException("Athera:PublicUrl is required in production: the address providers reach Athera at, such as https://athera.example.");
    }

    private static string OneOf(string? value, string setting, params string[] allowed) => string.IsNullOrEmpty(value)
        ? allowed[0]
        : allowed.FirstOrDefault(a => a.Equals(value, StringComparison.OrdinalIgnoreCase))
            ?? throw new SettingException($"{setting} must be one of {string.Join(", ", allowed)}.");
}

/// <summary>A setting is missing or cannot be; the text names it and never its value.</summary>
public sealed class SettingException : Exception
{
    /// <inheritdoc/>
    public SettingException() { }

    /// <inheritdoc/>
    public SettingException(string message) : base(message) { }

    /// <inheritdoc/>
    public SettingException(string message, Exception inner) : base(message, inner) { }
}
