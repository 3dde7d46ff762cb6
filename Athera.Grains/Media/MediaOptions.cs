namespace Athera.Media;

/// <summary>Where files are kept, and how long links to them work. Section <c>Athera:Media</c>.</summary>
public sealed class MediaOptions
{
    /// <summary>The section.</summary>
    public const string Section = "Athera:Media";

    /// <summary><c>Directory</c>, or <c>S3</c> with the settings of <c>Athera:Media:S3</c>.</summary>
    public string Store { get; set; } = "Directory";

    /// <summary>With <c>Directory</c>: where; <c>media</c> in the data directory unless said. Several silos have to see the same one.</summary>
    public string? Directory { get; set; }

    /// <summary>How long a link in an answer works. Default 5 minutes, at most a day: it is for the page that has just asked.</summary>
    public TimeSpan LinkLifetime { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// How long a link works that a provider is given to fetch a file that is sent. Default 6 hours: it fetches when it sends, and
    /// may hold a message for as long as 4 before.
    /// </summary>
    public TimeSpan ProviderLinkLifetime { get; set; } = TimeSpan.FromHours(6);

    /// <summary>How long an upload waits to be sent. Default a day.</summary>
    public TimeSpan UploadLifetime { get; set; } = TimeSpan.FromDays(1);
}
