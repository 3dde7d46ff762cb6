using System.ComponentModel.DataAnnotations;
using Athera.Conversations;
using Athera.Messages;

namespace Athera.Api.Conversations;

/// <summary>A message to the contact: a text, with choices below it or without, files, or a template.</summary>
public sealed record SendMessageBody : IValidatableObject
{
    /// <summary>What it says. Longer than one message of the channel it is sent as several, at most 4. Left out beside a template.</summary>
    [StringLength(SendMessage.MaxTextLength)]
    public string Text { get; init; } = "";

    /// <summary>The template to send instead of a text.</summary>
    public UseTemplateBody? Template { get; init; }

    /// <summary>What it offers to tap; numbered lines where the channel has nothing to tap.</summary>
    public ChoicesBody? Choices { get; init; }

    /// <summary>Files to send, at most 10 and as many as the channel carries in one message, often one. The text is their caption.</summary>
    [MaxLength(MediaPart.MaxParts)]
    public IReadOnlyList<Media.SentFileBody> Media { get; init; } = [];

    /// <summary>The message of this conversation it quotes, where the channel can.</summary>
    public MessageId? ReplyTo { get; init; }

    /// <summary>The sender's own id for it: sending again with the same id sends nothing new. May stand in <c>Idempotency-Key</c> instead.</summary>
    [StringLength(128, MinimumLength = 1)]
    public string? ClientMessageId { get; init; }

    /// <summary>There has to be something to send.</summary>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
        Template is null && Media.Count == 0 && string.IsNullOrWhiteSpace(Text)
        ? [new ValidationResult("Is needed, unless there is a template or a file.", [nameof(Text)])]
        : [];

    /// <summary>What is asked of the conversation.</summary>
    public SendMessage Command(string clientMessageId, string user) => new()
    {
        ClientMessageId = clientMessageId,
        Text = Text,
        User = user,
        Template = Template?.Use,
        Choices = Choices?.Offered,
        ReplyTo = ReplyTo,
        Media = [.. Media.Select(static file => file.Id.Value)],
    };

    /// <summary>Says nothing of what is sent.</summary>
    public override string ToString() => nameof(SendMessageBody);
}
