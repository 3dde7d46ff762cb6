using System.ComponentModel.DataAnnotations;
using Athera.Api.Contract;
using Athera.Messages;

namespace Athera.Api.Conversations;

/// <summary>A message to the contact.</summary>
public sealed record SendMessageBody : IValidatableObject
{
    /// <summary>What it says; needed unless there are files, whose caption it is then.</summary>
    [StringLength(MessageContent.MaxTextLength)]
    public string Text { get; init; } = "";

    /// <summary>Files to send, at most 10 and as many as the channel carries in one message: WhatsApp one.</summary>
    [MaxLength(MediaPart.MaxParts)]
    public IReadOnlyList<Media.SentFileBody> Media { get; init; } = [];

    /// <summary>The sender's own id for it: sending again with the same id sends nothing new. May stand in <c>Idempotency-Key</c> instead.</summary>
    [StringLength(128, MinimumLength = 1)]
    public string? ClientMessageId { get; init; }

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) => Text.Length == 0 && Media.Count == 0
        ? [new ValidationResult("Is needed when there are no files.", [nameof(Text)])]
        : [];

    /// <summary>Says nothing of what is sent.</summary>
    public override string ToString() => nameof(SendMessageBody);
}

/// <summary>Who is to have a conversation; nobody, when both are left out.</summary>
public sealed record AssignBody
{
    /// <summary>The user.</summary>
    [StringLength(128, MinimumLength = 1)]
    public string? Assignee { get; init; }

    /// <summary>The team.</summary>
    [StringLength(128, MinimumLength = 1)]
    public string? Team { get; init; }
}

/// <summary>How long to put a conversation away.</summary>
public sealed record SnoozeBody
{
    /// <summary>Until when; in the future, at most a year.</summary>
    [Required]
    public DateTimeOffset? Until { get; init; }
}

/// <summary>A note that the contact never sees.</summary>
public sealed record NoteBody
{
    /// <summary>What it says.</summary>
    [Required, StringLength(4096)]
    public string Text { get; init; } = "";

    /// <summary>Says nothing of what is noted.</summary>
    public override string ToString() => nameof(NoteBody);
}

/// <summary>The labels a conversation is to have, instead of those it has.</summary>
public sealed record LabelsBody
{
    /// <summary>At most 20, each 1 to 64 characters; none removes all.</summary>
    [Required, MaxLength(20), EachText(MinLength = 1, MaxLength = 64)]
    public IReadOnlyList<string>? Labels { get; init; }
}
