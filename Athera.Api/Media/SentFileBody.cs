namespace Athera.Api.Media;

/// <summary>A file to send.</summary>
public sealed record SentFileBody
{
    /// <summary>The <c>id</c> that uploading it gave.</summary>
    public required UploadId Id { get; init; }
}
