using Athera.Messages;

namespace Athera.Media;

/// <summary>Gives out a tenant's files, opened, from where the keys are. A stateless worker; key: the tenant's collection.</summary>
[Alias("Athera.IMediaGrain")]
public interface IMediaGrain : IGrainWithStringKey
{
    /// <summary>Finds a file of a message. Refused as not there while it is not stored, and for good once it was removed.</summary>
    [Alias("Find")]
    Task<Result<MediaFile>> Find(MediaReference reference);

    /// <summary>
    /// A part of a file that was found: at most <see cref="MediaFile.PartSize"/> bytes, empty at its end. Refused as not there when it
    /// was removed since.
    /// </summary>
    [Alias("Read")]
    Task<Result<MediaPiece>> Read(MediaFile file, long offset);

    /// <summary>Signs a link to a file. Whoever has the link has the file, until it expires.</summary>
    /// <param name="reference">The file.</param>
    /// <param name="lifetime">How long the link works, at most 7 days; the configured time (5 minutes) when left out.</param>
    [Alias("Sign")]
    Task<string> Sign(MediaReference reference, TimeSpan? lifetime);
}

/// <summary>Reads links, which say by themselves whose they are. A stateless worker, key 0.</summary>
[Alias("Athera.IMediaLinksGrain")]
public interface IMediaLinksGrain : IGrainWithIntegerKey
{
    /// <summary>The file a link is for. Refused as not there when nobody signed it, and when it has expired.</summary>
    [Alias("Open")]
    Task<Result<MediaLink>> Open(string token);
}

/// <summary>Names a file.</summary>
/// <param name="Message">Its message.</param>
/// <param name="Index">Its place in the message, from 0.</param>
/// <param name="Thumbnail">The small picture of it instead.</param>
[GenerateSerializer, Immutable, Alias("Athera.MediaReference")]
public sealed record MediaReference(
    [property: Id(0)] MessageId Message, [property: Id(1)] int Index, [property: Id(2)] bool Thumbnail = false);

/// <summary>A link that was opened.</summary>
/// <param name="Tenant">Whose it is.</param>
/// <param name="Reference">The file.</param>
[GenerateSerializer, Immutable, Alias("Athera.MediaLink")]
public sealed record MediaLink([property: Id(0)] TenantId Tenant, [property: Id(1)] MediaReference Reference);

/// <summary>A file that can be read.</summary>
[GenerateSerializer, Immutable, Alias("Athera.MediaFile")]
public sealed record MediaFile
{
    /// <summary>Bytes given out at a time: some chunks of the store, and a small message between silos.</summary>
    public const int PartSize = 512 * 1024;

    /// <summary>Whose key seals it.</summary>
    [Id(0)] public required OpaqueId Subject { get; init; }

    /// <summary>The blob.</summary>
    [Id(1)] public required OpaqueId Blob { get; init; }

    /// <summary>Its type, found from its bytes.</summary>
    [Id(2)] public required string ContentType { get; init; }

    /// <summary>Its name: display text, never a path.</summary>
    [Id(3)] public string? FileName { get; init; }

    /// <summary>Its size in bytes.</summary>
    [Id(4)] public required long Bytes { get; init; }

    /// <summary>A browser may show it in place; everything else is only saved.</summary>
    [Id(5)] public required bool Shown { get; init; }

    /// <summary>Says which only.</summary>
    public override string ToString() => $"MediaFile({Blob})";
}

/// <summary>A part of a file.</summary>
/// <param name="Bytes">The bytes.</param>
[GenerateSerializer, Immutable, Alias("Athera.MediaPiece")]
public sealed record MediaPiece([property: Id(0)] ReadOnlyMemory<byte> Bytes)
{
    /// <summary>Says how many only.</summary>
    public override string ToString() => $"MediaPiece({Bytes.Length})";
}
