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
    };

    /// <summary>Says which it is only.</summary>
    public override string ToString() => $"MediaBody({Index})";
}
