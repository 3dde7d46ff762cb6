namespace Athera.Spool;

/// <summary>
/// What happens to webhooks of providers that do not deliver again while no database answers. Section <c>Athera:Spool</c>.
/// </summary>
public sealed class SpoolOptions
{
    /// <summary>The section.</summary>
    public const string Section = "Athera:Spool";

    /// <summary>
    /// A directory of this silo's own, on a disk that survives it. Without one nothing is spooled: such webhooks are answered 503,
    /// and after their provider's one retry they are lost.
    /// </summary>
    public string? Directory { get; set; }

    /// <summary>How long the database is waited for first. Default 5 s, at most 6: the provider hears from us within 10.</summary>
    public TimeSpan After { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Webhooks kept at most; the next is answered 503. Default 10,000.</summary>
    public int MaxWebhooks { get; set; } = 10_000;

    /// <summary>Bytes kept at most; what does not fit is answered 503. Default 256 MB.</summary>
    public long MaxBytes { get; set; } = 256L * 1024 * 1024;
}
