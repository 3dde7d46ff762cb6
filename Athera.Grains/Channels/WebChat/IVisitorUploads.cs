using Athera.Chat;
using Athera.Messages;

namespace Athera.Channels.WebChat;

/// <summary>
/// Files visitors upload before they send them. A visitor's word is not enough for which file a message carries: only what this
/// visitor uploaded for this account is found.
/// </summary>
public interface IVisitorUploads
{
    /// <summary>Whether visitors may send files at all.</summary>
    bool Enabled { get; }

    /// <summary>The visitor's own upload as a part of a message, or <see langword="null"/> if there is none of this id.</summary>
    Task<MediaPart?> FindAsync(ChatVisitor visitor, string upload);
}

/// <summary>Without a store for files there are none.</summary>
internal sealed class NoVisitorUploads : IVisitorUploads
{
    public bool Enabled => false;

    public Task<MediaPart?> FindAsync(ChatVisitor visitor, string upload) => Task.FromResult<MediaPart?>(null);
}
