namespace Athera.Media.Blobs.S3;

/// <summary>The bucket. Section <c>Athera:Media:S3</c>; its keys may be secret files like every other secret.</summary>
public sealed class S3Options
{
    /// <summary>The section.</summary>
    public const string Section = "Athera:Media:S3";

    /// <summary>Address of a service that is not Amazon's; left out for Amazon's own.</summary>
    public Uri? Endpoint { get; set; }

    /// <summary>The bucket; it has to exist.</summary>
    public string Bucket { get; set; } = "";

    /// <summary>Its region; services of one's own take any.</summary>
    public string Region { get; set; } = "us-east-1";

    /// <summary>Comes before every name, so that a bucket may hold other things too; empty, or ending in a slash.</summary>
    public string Prefix { get; set; } = "";

    /// <summary>Id of the access key.</summary>
    public string AccessKey { get; set; } = "";

    /// <summary>The access key's secret.</summary>
    public string SecretKey { get; set; } = "";

    /// <summary>Longest wait for one call. Default 100 s: a file of 100 MB takes a while.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(100);

    /// <summary>Says which bucket only.</summary>
    public override string ToString() => $"S3Options({Bucket})";
}
