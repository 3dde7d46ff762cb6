using Athera.Media;
using Athera.Messages;

namespace Athera.Api.Media;

/// <summary>A file that was uploaded.</summary>
public sealed record UploadBody
{
    /// <summary>Its id, for <c>media</c> of a message.</summary>
    public required UploadId Id { get; init; }

    /// <summary>What it is sent as.</summary>
    public required MessageKind Kind { get; init; }

    /// <summary>Its type, found from its bytes.</summary>
    public required string ContentType { get; init; }

    /// <summary>Its name.</summary>
    public required string? FileName { get; init; }

    /// <summary>Its size in bytes.</summary>
    public required long Bytes { get; init; }

    /// <summary>Its SHA-256 in lower-case hex.</summary>
    public required string Sha256 { get; init; }

    /// <summary>Until when it can be sent.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>Shows an upload.</summary>
    public static UploadBody Of(UploadView view) => new()
    {
        Id = new UploadId(view.Id),
        Kind = view.Kind,
        ContentType = view.ContentType,
        FileName = view.FileName,
        Bytes = view.Bytes,
        Sha256 = view.Sha256,
        ExpiresAt = view.ExpiresAt,
    };

    /// <summary>Says the id only.</summary>
    public override string ToString() => $"UploadBody({Id})";
}
