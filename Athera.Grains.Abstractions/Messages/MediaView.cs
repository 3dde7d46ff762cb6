namespace Athera.Messages;

/// <summary>A file of a message as shown to its tenant.</summary>
[GenerateSerializer, Immutable, Alias("Athera.MediaView")]
public sealed record MediaView
{
    /// <summary>Its place in the message, from 0; with the message's id it names the file.</summary>
    [Id(0)] public required int Index { get; init; }

    /// <summary>What it is.</summary>
    [Id(1)] public required MessageKind Kind { get; init; }

    /// <summary>Whether its bytes can be had.</summary>
    [Id(2)] public required MediaState State { get; init; }

    /// <summary>Its type, found from the bytes once they are here.</summary>
    [Id(3)] public string? ContentType { get; init; }

    /// <summary>Its name: display text, never a path.</summary>
    [Id(4)] public string? FileName { get; init; }

    /// <summary>Its size in bytes, once here.</summary>
    [Id(5)] public long? Bytes { get; init; }

    /// <summary>Why it is not here.</summary>
    [Id(6)] public Fault? Fault { get; init; }

    /// <summary>There is a small picture of it.</summary>
    [Id(7)] public bool HasThumbnail { get; init; }

    /// <summary>A signed name by which anybody can have it for some minutes; only where it was asked for by itself or in a list.</summary>
    [Id(8)] public string? Link { get; init; }

    /// <summary>The same of the small picture.</summary>
    [Id(9)] public string? ThumbnailLink { get; init; }

    /// <summary>Says what and where only.</summary>
    public override string ToString() => $"MediaView({Index}, {Kind}, {State})";
}

/// <summary>How far a file has come. The numbers are stored: never change or reuse one.</summary>
[GenerateSerializer, Alias("Athera.MediaState")]
public enum MediaState : short
{
    /// <summary>To be fetched from the provider.</summary>
    Pending = 1,

    /// <summary>Here, sealed.</summary>
    Stored = 2,

    /// <summary>Not to be had; the fault says why, and a person may have it tried again.</summary>
    Failed = 3,

    /// <summary>Removed with its message or its contact.</summary>
    Removed = 4,
}
