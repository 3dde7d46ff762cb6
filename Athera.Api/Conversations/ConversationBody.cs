using Athera.Conversations;

namespace Athera.Api.Conversations;

/// <summary>A conversation.</summary>
public sealed record ConversationBody
{
    /// <summary>Its id.</summary>
    public required ConversationId Id { get; init; }

    /// <summary>Whose it is.</summary>
    public required ContactId ContactId { get; init; }

    /// <summary>The channel account it runs on.</summary>
    public required ChannelAccountId ChannelAccountId { get; init; }

    /// <summary>The channel's kind.</summary>
    public required string Channel { get; init; }

    /// <summary>Whether it wants attention.</summary>
    public required ConversationStatus Status { get; init; }

    /// <summary>Who answers the contact.</summary>
    public required Responder Responder { get; init; }

    /// <summary>The user it is assigned to.</summary>
    public required string? Assignee { get; init; }

    /// <summary>The team it is assigned to.</summary>
    public required string? Team { get; init; }

    /// <summary>Its labels.</summary>
    public required IReadOnlyList<string> Labels { get; init; }

    /// <summary>Messages nobody has answered.</summary>
    public required int Unread { get; init; }

    /// <summary>The newest message, shortened; its state is that of the moment it was recorded.</summary>
    public required MessageBody? LastMessage { get; init; }

    /// <summary>Since when the contact waits.</summary>
    public required DateTimeOffset? WaitingSince { get; init; }

    /// <summary>When free text may no longer be sent.</summary>
    public required DateTimeOffset? WindowClosesAt { get; init; }

    /// <summary>Place of its newest event in the tenant's feed; 0 in the answer to a command, of which the feed tells in a moment.</summary>
    public required long Position { get; init; }

    /// <summary>Its newest event: where <c>/events?after=</c> goes on.</summary>
    public required long Sequence { get; init; }

    /// <summary>Shows a conversation.</summary>
    public static ConversationBody Of(ConversationView view) => new()
    {
        Id = view.Id,
        ContactId = view.ContactId,
        ChannelAccountId = view.ChannelAccountId,
        Channel = view.Channel,
        Status = view.Status,
        Responder = view.Responder,
        Assignee = view.Assignee,
        Team = view.Team,
        Labels = view.Labels,
        Unread = view.Unread,
        LastMessage = view.LastMessage is { } message ? MessageBody.Of(message) : null,
        WaitingSince = view.WaitingSince,
        WindowClosesAt = view.WindowClosesAt,
        Position = view.Position,
        Sequence = view.Sequence,
    };

    /// <summary>Says the id only.</summary>
    public override string ToString() => $"ConversationBody({Id})";
}
