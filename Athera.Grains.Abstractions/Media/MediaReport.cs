using Athera.Messages;

namespace Athera.Media;

/// <summary>What a try to fetch a file came to, for the conversation that had ordered it.</summary>
[GenerateSerializer, Immutable, Alias("Athera.MediaReport")]
public sealed record MediaReport
{
    /// <summary>The message.</summary>
    [Id(0)] public required MessageId Message { get; init; }

    /// <summary>The file's place in it, from 0.</summary>
    [Id(1)] public required int Index { get; init; }

    /// <summary>Which try it was, from 1.</summary>
    [Id(2)] public required int Try { get; init; }

    /// <summary>Stored or failed; pending when it is to be tried again.</summary>
    [Id(3)] public required MediaState State { get; init; }

    /// <summary>When stored: its type, found from its bytes.</summary>
    [Id(4)] public string? ContentType { get; init; }

    /// <summary>When stored: its size in bytes.</summary>
    [Id(5)] public long? Bytes { get; init; }

    /// <summary>When stored: the blob it is kept as.</summary>
    [Id(6)] public string? Blob { get; init; }

    /// <summary>When stored: there is a small picture of it.</summary>
    [Id(7)] public bool HasThumbnail { get; init; }

    /// <summary>Why it is not stored.</summary>
    [Id(8)] public Fault? Fault { get; init; }

    /// <summary>When pending: not before this long.</summary>
    [Id(9)] public TimeSpan RetryAfter { get; init; }

    /// <summary>When pending: the provider was not asked, so it does not count as a try.</summary>
    [Id(10)] public bool NotCalled { get; init; }

    /// <summary>Says which and how far only.</summary>
    public override string ToString() => $"MediaReport({Message}, {Index}, {State}, {Fault?.Code})";
}

/// <summary>What a conversation says to a report.</summary>
[GenerateSerializer, Immutable, Alias("Athera.MediaReceipt")]
public sealed record MediaReceipt
{
    /// <summary>Whether the file is wanted. When it is not, its message was taken back meanwhile: whoever stored it removes it.</summary>
    [Id(0)] public required bool Wanted { get; init; }
}

/// <summary>Somebody has a file tried again that could not be had.</summary>
/// <param name="Message">The message.</param>
/// <param name="Index">The file's place in it, from 0.</param>
/// <param name="User">Who asks; opaque.</param>
[GenerateSerializer, Immutable, Alias("Athera.RetryMedia")]
public sealed record RetryMedia([property: Id(0)] MessageId Message, [property: Id(1)] int Index, [property: Id(2)] string User);
