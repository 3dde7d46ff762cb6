namespace Athera.Messages;

/// <summary>A file of a message as the provider or a user named it. The bytes are fetched apart and kept in the blob store.</summary>
[GenerateSerializer, Immutable, Alias("Athera.MediaPart")]
public sealed record MediaPart
{
    /// <summary>Files of one message, at most: what an MMS carries.</summary>
    public const int MaxParts = 10;

    /// <summary>Longest provider id, address, type or name kept, in UTF-16 units.</summary>
    public const int MaxLength = 2048;

    /// <summary>What it is: image, audio, voice, video, document or sticker.</summary>
    [Id(0)] public required MessageKind Kind { get; init; }

    /// <summary>The provider's id of the file, if it has one to be asked by.</summary>
    [Id(1)] public string? ExternalId { get; init; }

    /// <summary>Where the provider says it is; untrusted, often good for minutes only.</summary>
    [Id(2)] public string? Url { get; init; }

    /// <summary>The type as the provider gives it, parameters included; untrusted until the bytes were looked at.</summary>
    [Id(3)] public string? ContentType { get; init; }

    /// <summary>SHA-256 of the bytes in lower-case hex, if the provider says it.</summary>
    [Id(4)] public string? Sha256 { get; init; }

    /// <summary>The file's name: display text, never a path.</summary>
    [Id(5)] public string? FileName { get; init; }

    /// <summary>The blob it is kept as, of a file that a user or visitor uploaded.</summary>
    [Id(6)] public string? Blob { get; init; }

    /// <summary>Says what it is only.</summary>
    public override string ToString() => $"MediaPart({Kind})";
}
