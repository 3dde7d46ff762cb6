using Athera.Messages;

namespace Athera.Media.Fetching;

/// <summary>A file to be fetched, already committed as begun.</summary>
/// <param name="Contact">Whose key seals it.</param>
/// <param name="Message">The message.</param>
/// <param name="Index">The file's place in it.</param>
/// <param name="Part">How the provider named it.</param>
/// <param name="Try">Which try, from 1.</param>
/// <param name="Since">When it came, or was asked for again.</param>
/// <param name="Deadline">Nobody waits for it after this.</param>
public sealed record FetchOrder(
    ContactId Contact, MessageId Message, int Index, MediaPart Part, int Try, DateTimeOffset Since, DateTimeOffset Deadline)
{
    /// <summary>What is told of it.</summary>
    public MediaReport Report(MediaState state) => new() { Message = Message, Index = Index, Try = Try, State = state };

    /// <summary>Says which only.</summary>
    public override string ToString() => $"FetchOrder({Message}, {Index}, {Try})";
}

/// <summary>Files of a message that was taken back, to be removed.</summary>
/// <param name="Contact">Whose they are.</param>
/// <param name="Message">The message.</param>
/// <param name="Blobs">The blobs; small pictures of them go too.</param>
public sealed record RemovalOrder(ContactId Contact, MessageId Message, IReadOnlyList<OpaqueId> Blobs);
