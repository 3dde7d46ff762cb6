using Athera.Api.Media;
using Athera.Messages;

namespace Athera.Api.Conversations;

/// <summary>A file of a message.</summary>
public sealed record MediaBody
{
    /// <summary>Its place in the message, from 0; with the message's id it names the file.</summary>
    public required int Index { get; init; }

    /// <summary>What it is.</summary>
    public required MessageKind Kind { get; init; }

    /// <summary>Whether its bytes can be had.</summary>
    public required MediaState State { get; init; }

    /// <summary>Its type, found from the bytes once they are here; before that, what the provider says.</summary>
    public required string? ContentType { get; init; }

    /// <summary>Its name: display text, never a path.</summary>
    public required string? FileName { get; init; }

    /// <summary>Its size in bytes, once here.</summary>
    public required long? Bytes { get; init; }

    /// <summary>There is a small picture of it.</summary>
    public required bool HasThumbnail { get; init; }

    /// <summary>Why it is not here.</summary>
    public required Fault? Fault { get; init; }

    /// <summary>
    /// Where it can be had for some minutes by whoever has this address, without a key. Not in what the hub and the events tell: those
    /// are kept for longer than it works.
    /// </summary>
    public required string? Url { get; init; }

    /// <summary>The same of the small picture of it.</summary>
    public required string? ThumbnailUrl { get; init; }

    /// <summary>Shows a file.</summary>
    public static MediaBody Of(MediaView view) => new()
    {
        Index = view.Index,
        Kind = view.Kind,
        State = view.State,
        ContentType = view.ContentType,
        FileName = view.FileName,
        Bytes = view.Bytes,
        HasThumbnail = view.HasThumbnail,
        Fault = view.Fault,
        Url = view.Link is { } link ? $"{MediaLinkEndpoints.Root}/{link}" : null,
        ThumbnailUrl = view.ThumbnailLink is { } thumbnail ? $"{MediaLinkEndpoints.Root}/{thumbnail}" : null,
    };

    /// <summary>Says which it is only.</summary>
    public override string ToString() => $"MediaBody({Index})";
}
