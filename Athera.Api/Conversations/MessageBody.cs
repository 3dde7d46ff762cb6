using Athera.Messages;

namespace Athera.Api.Conversations;

/// <summary>A message.</summary>
public sealed record MessageBody
{
    /// <summary>Its id.</summary>
    public required MessageId Id { get; init; }

    /// <summary>The conversation.</summary>
    public required ConversationId ConversationId { get; init; }

    /// <summary>Its place in the conversation: what is later has a greater one.</summary>
    public required long Position { get; init; }

    /// <summary>From the contact, to the contact, or a note.</summary>
    public required MessageDirection Direction { get; init; }

    /// <summary>What it is.</summary>
    public required MessageKind Kind { get; init; }

    /// <summary>What a person reads.</summary>
    public required string? Text { get; init; }

    /// <summary>What a button, row or form carries for programs.</summary>
    public required string? Payload { get; init; }

    /// <summary>Its files.</summary>
    public IReadOnlyList<MediaBody> Media { get; init; } = [];

    /// <summary>The provider's id of the message it quotes.</summary>
    public required string? ReplyTo { get; init; }

    /// <summary>The signs people put on it, at most one each.</summary>
    public IReadOnlyList<Reaction> Reactions { get; init; } = [];

    /// <summary>Who wrote it.</summary>
    public required Author Author { get; init; }

    /// <summary>The provider's id, once known.</summary>
    public required string? ExternalId { get; init; }

    /// <summary>How far it has come.</summary>
    public required MessageState State { get; init; }

    /// <summary>Why it failed.</summary>
    public required Fault? Fault { get; init; }

    /// <summary>When it was sent, by the provider's clock.</summary>
    public required DateTimeOffset? SentAt { get; init; }

    /// <summary>When Athera got it, or was asked to send it.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>When it became durable.</summary>
    public required DateTimeOffset CommittedAt { get; init; }

    /// <summary>It arrived after a message that was sent later.</summary>
    public required bool Late { get; init; }

    /// <summary>When its author last changed it; the text is the new one.</summary>
    public required DateTimeOffset? EditedAt { get; init; }

    /// <summary>When its author took it back; what it said is gone.</summary>
    public required DateTimeOffset? DeletedAt { get; init; }

    /// <summary>The place, of a location.</summary>
    public Place? Location { get; init; }

    /// <summary>The cards, of contacts.</summary>
    public IReadOnlyList<ContactCard>? Contacts { get; init; }

    /// <summary>The cart, of an order.</summary>
    public Cart? Order { get; init; }

    /// <summary>What brought the contact here: an advertisement, a post, a product, a story. Untrusted.</summary>
    public Referral? Referral { get; init; }

    /// <summary>The contact passed it on from somebody else.</summary>
    public bool Forwarded { get; init; }

    /// <summary>The buttons or the list, of one to the contact.</summary>
    public Choices? Choices { get; init; }

    /// <summary>The template, of one to the contact.</summary>
    public TemplateUse? Template { get; init; }

    /// <summary>Shows a message.</summary>
    public static MessageBody Of(MessageView view) => new()
    {
        Id = view.Id,
        ConversationId = view.ConversationId,
        Position = view.Position,
        Direction = view.Direction,
        Kind = view.Kind,
        Text = view.Text,
        Payload = view.Payload,
        ReplyTo = view.ReplyTo,
        Author = view.Author,
        ExternalId = view.ExternalId,
        State = view.State,
        Fault = view.Fault,
        SentAt = view.SentAt,
        ReceivedAt = view.ReceivedAt,
        CommittedAt = view.CommittedAt,
        Late = view.Late,
        Media = [.. view.Media.Select(MediaBody.Of)],
        Reactions = view.Reactions,
        EditedAt = view.EditedAt,
        DeletedAt = view.DeletedAt,
        Location = view.Parts?.Place,
        Contacts = view.Parts is { Cards: { Count: > 0 } cards } ? cards : null,
        Order = view.Parts?.Cart,
        Referral = view.Parts?.Referral,
        Forwarded = view.Parts?.Forwarded ?? false,
        Choices = view.Parts?.Choices,
        Template = view.Parts?.Template,
    };

    /// <summary>What is left of it once its author took it back.</summary>
    public MessageBody WithoutWords() => this with
    {
        Text = null,
        Payload = null,
        ReplyTo = null,
        Media = [],
        Reactions = [],
        EditedAt = null,
        Location = null,
        Contacts = null,
        Order = null,
        Referral = null,
        Forwarded = false,
        Choices = null,
        Template = null,
    };

    /// <summary>Says the id only.</summary>
    public override string ToString() => $"MessageBody({Id})";
}
