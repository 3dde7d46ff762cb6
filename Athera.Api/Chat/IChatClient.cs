using Athera.Messages;

namespace Athera.Api.Chat;

/// <summary>What the chat hub calls on visitors' clients.</summary>
public interface IChatClient
{
    /// <summary>Messages, in order, and what became of earlier ones.</summary>
    Task Messages(ChatBatch batch);

    /// <summary>Whether somebody is writing an answer. Forget it after a few seconds without another word.</summary>
    Task Typing(ChatTyping typing);

    /// <summary>The chat is at its end, for now or for good.</summary>
    Task Ended(ChatEnd end);
}

/// <summary>A stretch of the transcript.</summary>
/// <param name="Messages">The messages, oldest first.</param>
/// <param name="Position">The cursor to resume with. May lie beyond the last message.</param>
/// <param name="Changes">What became of messages brought before, oldest first; leave out those about messages that were not.</param>
public sealed record ChatBatch(
    IReadOnlyList<ChatMessageBody> Messages, long Position, IReadOnlyList<Athera.Chat.ChatChange> Changes);

/// <summary>Whether an answer is being written.</summary>
/// <param name="Typing">Whether it is.</param>
public sealed record ChatTyping(bool Typing);

/// <summary>The chat is at its end.</summary>
/// <param name="Reason"><c>resolved</c>: writing begins it anew. <c>closed</c>: the session is over; open another.</param>
public sealed record ChatEnd(string Reason);

/// <summary>A message as a visitor sees it.</summary>
public sealed record ChatMessageBody
{
    /// <summary>Its place in the transcript; grows.</summary>
    public required long Position { get; init; }

    /// <summary>Names it within the chat.</summary>
    public required long Id { get; init; }

    /// <summary>The id the client gave it, of a message of the visitor.</summary>
    public required string? ClientMessageId { get; init; }

    /// <summary>Who wrote it: <c>visitor</c>, <c>agent</c> (an AI) or <c>person</c>.</summary>
    public required string Author { get; init; }

    /// <summary>What it is.</summary>
    public required MessageKind Kind { get; init; }

    /// <summary>What it says.</summary>
    public required string? Text { get; init; }

    /// <summary>When it was written.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Its files.</summary>
    public required IReadOnlyList<Athera.Chat.ChatFile> Files { get; init; }

    /// <summary>When its author changed it, if that happened: it says what it says since.</summary>
    public required DateTimeOffset? EditedAt { get; init; }

    /// <summary>Its author took it back: nothing of it is left but its place.</summary>
    public required bool Removed { get; init; }

    /// <summary>Shows a message.</summary>
    public static ChatMessageBody Of(Athera.Chat.ChatLine line) => new()
    {
        Position = line.Position,
        Id = line.Id,
        ClientMessageId = line.ClientMessageId,
        Author = line.Author switch
        {
            AuthorKind.Contact => "visitor",
            AuthorKind.Agent => "agent",
            _ => "person",
        },
        Kind = line.Kind,
        Text = line.Text,
        At = line.At,
        Files = line.Files,
        EditedAt = line.EditedAt,
        Removed = line.Removed,
    };

    /// <summary>Says the place only.</summary>
    public override string ToString() => $"ChatMessageBody({Position})";
}

/// <summary>Where a resumed chat goes on.</summary>
/// <param name="Position">The cursor that messages come after; 0 when the newest messages come first.</param>
/// <param name="Restarted">The cursor is not known any more: what the client has is to be thrown away.</param>
public sealed record ChatResumed(long Position, bool Restarted);

/// <summary>What was taken in.</summary>
/// <param name="ClientMessageId">The id the client gave it.</param>
/// <param name="Position">Its place in the transcript.</param>
public sealed record ChatAccepted(string ClientMessageId, long Position);

/// <summary>What belongs to a message beside its text.</summary>
public sealed record ChatExtras
{
    /// <summary>Uploads it carries, at most 10.</summary>
    public IReadOnlyList<string>? Attachments { get; init; }

    /// <summary>What the visitor entered before the chat, by field.</summary>
    public IReadOnlyDictionary<string, string>? Fields { get; init; }

    /// <summary>Says nothing of what was entered.</summary>
    public override string ToString() => nameof(ChatExtras);
}
