using Athera.Conversations.Choosing;
using Athera.Conversations.SendingRules;
using Athera.Messages;
using Athera.Templates;

namespace Athera.Conversations;

/// <summary>Makes messages of what somebody asks to send, and says what is wrong with it by itself, whatever the conversation.</summary>
internal static class Composing
{
    /// <summary>What is wrong, or <see langword="null"/>.</summary>
    public static Refusal? Check(SendMessage command, Circumstances now) =>
        command.ReplyTo is not null && now.Quoted is null
            ? Refusal.Invalid("replyTo", "is no message of this conversation that its provider knows")
        : command.Template is { } use ? CheckTemplate(command, use, now)
        : command.Media.Count > 0 ? CheckFiles(command, now)
        : string.IsNullOrWhiteSpace(command.Text) ? Refusal.Invalid("text", "is empty")
        : command.Text.Length > SendMessage.MaxTextLength
            ? Refusal.Invalid("text", $"is longer than {SendMessage.MaxTextLength} characters")
        : command.Choices is { } choices ? CheckChoices(command.Text, choices, now)
        : TextParts.Of(command.Text, now.TextMeasure).Count > Conversation.MaxParts
            ? Refusal.Invalid("text", $"is longer than {Conversation.MaxParts} messages of {now.TextMeasure}")
        : null;

    /// <summary>The messages, in order; none of something wrong.</summary>
    public static IReadOnlyList<MessageContent> Of(SendMessage command, Circumstances now)
    {
        if (command.Template is { } use)
            return now.Template?.Spec is { } spec ? [TemplateRules.Content(spec, use)] : [];
        if (command.Media.Count > 0)
            return [WithFiles(command, now)];
        if (command.Choices is { } choices)
            return [new MessageContent { Kind = MessageKind.Interactive, Text = command.Text, Choices = choices }];
        return [.. TextParts.Of(command.Text, now.TextMeasure).Take(Conversation.MaxParts).Select(MessageContent.OfText)];
    }

    /// <summary>What rules ask about it.</summary>
    public static Sendable SendableOf(SendMessage command, Circumstances now) => new(
        AuthorKind.User, command.Template is not null,
        now.Template?.Spec?.Category == TemplateUse.MarketingCategory && command.Template is not null);

    // The text goes along as the caption of the file.
    private static MessageContent WithFiles(SendMessage command, Circumstances now) => new()
    {
        Kind = now.Files is [var first, ..] ? first.Part.Kind : MessageKind.Document,
        Text = string.IsNullOrWhiteSpace(command.Text) ? null : command.Text,
        Media = [.. now.Files.Select(f => f.Part)],
    };

    private static Refusal? CheckFiles(SendMessage command, Circumstances now) =>
        command.Choices is not null ? Refusal.Invalid("choices", "have no place beside files")
        : command.Media.Count > now.MaxFiles
            ? Refusal.Invalid("media", $"are more than the {now.MaxFiles} files a message of this channel carries")
        : !now.TextMeasure.Holds(command.Text) ? Refusal.Invalid("text", $"is longer than {now.TextMeasure}")
        : null;

    private static Refusal? CheckTemplate(SendMessage command, TemplateUse use, Circumstances now) =>
        command.Text.Length > 0 ? Refusal.Invalid("text", "has no place beside a template")
        : command.Choices is not null ? Refusal.Invalid("choices", "have no place beside a template")
        : command.Media.Count > 0 ? Refusal.Invalid("media", "have no place beside a template")
        : !now.Terms.HasTemplates ? new Refusal(RefusalKind.Conflict, Faults.NotCarried, RuleBook.Explain(Faults.NotCarried, now))
        : TemplateRules.Check(now.Template, use);

    private static Refusal? CheckChoices(string text, Choices choices, Circumstances now) =>
        ChoiceRules.Check(choices, text) is { } wrong ? Refusal.Invalid("choices", wrong)
        : !now.TextMeasure.Holds(text)
            || (ChoiceRendering.IsNumbered(choices, now.Terms.Forms) && !now.TextMeasure.Holds(ChoiceRendering.Numbered(text, choices)))
            ? Refusal.Invalid("choices", $"make a text longer than {now.TextMeasure}")
        : null;
}
