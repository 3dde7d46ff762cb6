using Athera.Messages;

namespace Athera.Media;

/// <summary>
/// A file on its way from a user to a contact. It is kept for a day, under the tenant's key; sending it makes a copy under the
/// contact's. Key: tenant and upload.
/// </summary>
[Alias("Athera.IUploadGrain")]
public interface IUploadGrain : IGrainWithStringKey
{
    /// <summary>
    /// Takes the next part, at most <see cref="MediaFile.PartSize"/> bytes; one at 0 begins again. Refused as a conflict when it is not
    /// the next, and as invalid when the file gets too large.
    /// </summary>
    [Alias("Append")]
    Task<Result<Done>> Append(long offset, ReadOnlyMemory<byte> part);

    /// <summary>
    /// Finishes: durable before it answers. Finishing what is finished gives the same answer, whatever was appended since.
    /// </summary>
    [Alias("Complete")]
    Task<Result<UploadView>> Complete(CompleteUpload command);

    /// <summary>Lets go of what has come of a file nobody finishes. One that is finished stays.</summary>
    [Alias("Abandon")]
    Task Abandon();

    /// <summary>What was uploaded, if it is finished and not a day old.</summary>
    [Alias("Get")]
    Task<Result<UploadView>> Get();
}

/// <summary>What is said of an upload.</summary>
/// <param name="ContentType">Its type as the user's program calls it; looked after.</param>
/// <param name="FileName">Its name: display text, never a path, at most 255 characters.</param>
[GenerateSerializer, Immutable, Alias("Athera.CompleteUpload")]
public sealed record CompleteUpload([property: Id(0)] string? ContentType, [property: Id(1)] string? FileName)
{
    /// <summary>Says nothing of it.</summary>
    public override string ToString() => nameof(CompleteUpload);
}

/// <summary>An upload as shown to its tenant.</summary>
[GenerateSerializer, Immutable, Alias("Athera.UploadView")]
public sealed record UploadView
{
    /// <summary>Longest name kept, in UTF-16 units.</summary>
    public const int MaxFileName = 255;

    /// <summary>Its id; a message to the contact names it.</summary>
    [Id(0)] public required OpaqueId Id { get; init; }

    /// <summary>What it is sent as.</summary>
    [Id(1)] public required MessageKind Kind { get; init; }

    /// <summary>Its type, found from its bytes.</summary>
    [Id(2)] public required string ContentType { get; init; }

    /// <summary>Its name.</summary>
    [Id(3)] public string? FileName { get; init; }

    /// <summary>Its size in bytes.</summary>
    [Id(4)] public required long Bytes { get; init; }

    /// <summary>Its SHA-256 in lower-case hex.</summary>
    [Id(5)] public required string Sha256 { get; init; }

    /// <summary>Until when it can be sent.</summary>
    [Id(6)] public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>Says which only.</summary>
    public override string ToString() => $"UploadView({Id})";
}
