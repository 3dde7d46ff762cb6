using Athera.Inbox;
using Athera.Messages;

namespace Athera.Conversations;

/// <summary>
/// Reads a tenant's conversations from what was committed, without waking them. A stateless worker; key: the tenant's collection.
/// </summary>
[Alias("Athera.IConversationsGrain")]
public interface IConversationsGrain : IGrainWithStringKey
{
    /// <summary>A page of conversations, newest activity first.</summary>
    [Alias("List")]
    Task<Page<ConversationView>> List(ConversationQuery query);

    /// <summary>One conversation.</summary>
    [Alias("Get")]
    Task<Result<ConversationView>> Get(ConversationId id);

    /// <summary>A page of its messages, newest first; <paramref name="before"/> is the sequence the page before ended at, or null.</summary>
    [Alias("Messages")]
    Task<Result<Page<MessageView>>> Messages(ConversationId id, long? before, int limit);

    /// <summary>Its events after a sequence, oldest first.</summary>
    [Alias("Events")]
    Task<Result<Page<InboxEvent>>> Events(ConversationId id, long after, int limit);

    /// <summary>How an agent came to say a message; not there for one that no turn of an agent led to.</summary>
    [Alias("Explain")]
    Task<Result<Explanation>> Explain(ConversationId id, long message);

    /// <summary>The messages that a provider knows by this id: at most one per channel account.</summary>
    [Alias("FindByExternalId")]
    Task<Page<MessageView>> FindByExternalId(string externalId);
}

/// <summary>Which conversations to list; every condition given must hold.</summary>
[GenerateSerializer, Immutable, Alias("Athera.ConversationQuery")]
public sealed record ConversationQuery
{
    /// <summary>Only those in this status.</summary>
    [Id(0)] public ConversationStatus? Status { get; init; }

    /// <summary>Only those assigned to this user.</summary>
    [Id(1)] public string? Assignee { get; init; }

    /// <summary>Only those of this channel kind.</summary>
    [Id(2)] public string? Channel { get; init; }

    /// <summary>Only those that carry this label.</summary>
    [Id(3)] public string? Label { get; init; }

    /// <summary>Only those of this contact.</summary>
    [Id(4)] public ContactId? Contact { get; init; }

    /// <summary>Where the page before ended, as its <see cref="Page{T}.Next"/> said.</summary>
    [Id(5)] public string? After { get; init; }

    /// <summary>At most this many, 1 to 200.</summary>
    [Id(6)] public int Limit { get; init; } = 50;
}

/// <summary>A conversation as shown to its tenant.</summary>
[GenerateSerializer, Immutable, Alias("Athera.ConversationView")]
public sealed record ConversationView
{
    /// <summary>Its id.</summary>
    [Id(0)] public required ConversationId Id { get; init; }

    /// <summary>Whose it is.</summary>
    [Id(1)] public required ContactId ContactId { get; init; }

    /// <summary>The channel account it runs on.</summary>
    [Id(2)] public required ChannelAccountId ChannelAccountId { get; init; }

    /// <summary>The channel's kind.</summary>
    [Id(3)] public required string Channel { get; init; }

    /// <summary>Open, snoozed or resolved.</summary>
    [Id(4)] public required ConversationStatus Status { get; init; }

    /// <summary>Who answers.</summary>
    [Id(5)] public required Responder Responder { get; init; }

    /// <summary>The user it is assigned to.</summary>
    [Id(6)] public string? Assignee { get; init; }

    /// <summary>The team it is assigned to.</summary>
    [Id(7)] public string? Team { get; init; }

    /// <summary>Its labels.</summary>
    [Id(8)] public required IReadOnlyList<string> Labels { get; init; }

    /// <summary>Messages nobody has answered.</summary>
    [Id(9)] public required int Unread { get; init; }

    /// <summary>The newest message, shortened; its state is that of the moment it was recorded.</summary>
    [Id(10)] public MessageView? LastMessage { get; init; }

    /// <summary>Since when the contact waits.</summary>
    [Id(11)] public DateTimeOffset? WaitingSince { get; init; }

    /// <summary>When free text may no longer be sent.</summary>
    [Id(12)] public DateTimeOffset? WindowClosesAt { get; init; }

    /// <summary>Place of its newest event in the tenant's feed; 0 in the answer of a command, which the feed tells of in a moment.</summary>
    [Id(13)] public required long Position { get; init; }

    /// <summary>Its newest event.</summary>
    [Id(14)] public required long Sequence { get; init; }
}
