using Athera.Messages;

namespace Athera.Chat;

/// <summary>
/// What a tenant's visitors write and are shown; each reaches its own conversation and no other. A stateless worker; key: the
/// tenant's collection.
/// </summary>
[Alias("Athera.IVisitorsGrain")]
public interface IVisitorsGrain : IGrainWithStringKey
{
    /// <summary>
    /// Takes in a message. Answers when it is durable; the same client message id gives the same message, however often it is sent.
    /// </summary>
    [Alias("Say")]
    Task<Result<ChatReceipt>> Say(ChatVisitor visitor, ChatMessage message);

    /// <summary>
    /// What the visitor sees after a position, oldest first. Refused as a conflict (<c>cursor_unknown</c>) when there is no such
    /// position, as after a restore.
    /// </summary>
    [Alias("Read")]
    Task<Result<ChatPage>> Read(ChatVisitor visitor, long after);

    /// <summary>The end of what the visitor sees: the newest messages, oldest first.</summary>
    [Alias("Latest")]
    Task<ChatPage> Latest(ChatVisitor visitor);

    /// <summary>The visitor's client got, or the visitor saw, everything up to a position.</summary>
    /// <param name="visitor">The visitor.</param>
    /// <param name="position">Up to here.</param>
    /// <param name="state">Delivered or read.</param>
    [Alias("Report")]
    Task<Result<Done>> Report(ChatVisitor visitor, long position, MessageState state);

    /// <summary>
    /// A file of a message the visitor sees, with a link to it once it is here. Not found: no such file, or its message is not the
    /// visitor's to see or was removed.
    /// </summary>
    /// <param name="visitor">The visitor.</param>
    /// <param name="message">The message, as <see cref="ChatLine.Id"/> names it.</param>
    /// <param name="index">The file's place in it, from 0.</param>
    [Alias("File")]
    Task<Result<MediaView>> File(ChatVisitor visitor, long message, int index);
}

/// <summary>A message a visitor wrote.</summary>
[GenerateSerializer, Immutable, Alias("Athera.ChatMessage")]
public sealed record ChatMessage
{
    /// <summary>Longest id a client may give, in characters.</summary>
    public const int MaxClientMessageIdLength = 64;

    /// <summary>Values of pre-chat fields, at most.</summary>
    public const int MaxFields = 10;

    /// <summary>Longest value of a pre-chat field, in UTF-16 units.</summary>
    public const int MaxFieldLength = 200;

    /// <summary>The client's own id for it: 1 to 64 letters, digits, <c>-</c> and <c>_</c>.</summary>
    [Id(0)] public required string ClientMessageId { get; init; }

    /// <summary>What it says, at most 4,096 characters; may be empty beside attachments.</summary>
    [Id(1)] public required string Text { get; init; }

    /// <summary>Uploads it carries, by the ids the upload gave them; each goes into one message.</summary>
    [Id(2)] public IReadOnlyList<string> Attachments { get; init; } = [];

    /// <summary>What the visitor entered before the chat, by field.</summary>
    [Id(3)] public IReadOnlyDictionary<string, string> Fields { get; init; } = new Dictionary<string, string>();

    /// <summary>Says nothing of what was written.</summary>
    public override string ToString() => nameof(ChatMessage);
}

/// <summary>Where a visitor's message stands.</summary>
/// <param name="Conversation">Its conversation.</param>
/// <param name="Position">Its position.</param>
[GenerateSerializer, Immutable, Alias("Athera.ChatReceipt")]
public sealed record ChatReceipt([property: Id(0)] ConversationId Conversation, [property: Id(1)] long Position);

/// <summary>A stretch of what a visitor sees.</summary>
[GenerateSerializer, Immutable, Alias("Athera.ChatPage")]
public sealed record ChatPage
{
    /// <summary>Nothing has been said yet.</summary>
    public static ChatPage Empty { get; } = new() { Lines = [], Position = 0 };

    /// <summary>The visitor's conversation; <see langword="null"/> while nothing has been said.</summary>
    [Id(0)] public ConversationId? Conversation { get; init; }

    /// <summary>The messages, oldest first.</summary>
    [Id(1)] public required IReadOnlyList<ChatLine> Lines { get; init; }

    /// <summary>Up to where it was read; where to read on.</summary>
    [Id(2)] public required long Position { get; init; }

    /// <summary>Whether an answer is being written at the end of it; <see langword="null"/> if nothing here tells.</summary>
    [Id(3)] public bool? Answering { get; init; }

    /// <summary>At its end the conversation is resolved; writing opens it again.</summary>
    [Id(4)] public bool Resolved { get; init; }

    /// <summary>
    /// What became of messages that were shown before, oldest first; of one there may be several. One that is about a message nobody was
    /// shown means nothing.
    /// </summary>
    [Id(5)] public IReadOnlyList<ChatChange> Changes { get; init; } = [];
}

/// <summary>A message as a visitor sees it: who wrote it by kind only, never who exactly.</summary>
[GenerateSerializer, Immutable, Alias("Athera.ChatLine")]
public sealed record ChatLine
{
    /// <summary>Where it became visible; grows.</summary>
    [Id(0)] public required long Position { get; init; }

    /// <summary>Names it within its conversation.</summary>
    [Id(1)] public required long Id { get; init; }

    /// <summary>The id the client gave it, of a message of the visitor.</summary>
    [Id(2)] public string? ClientMessageId { get; init; }

    /// <summary>Contact (the visitor), agent (an AI), user or external (a person).</summary>
    [Id(3)] public required AuthorKind Author { get; init; }

    /// <summary>What it is.</summary>
    [Id(4)] public required MessageKind Kind { get; init; }

    /// <summary>What it says.</summary>
    [Id(5)] public string? Text { get; init; }

    /// <summary>When the visitor wrote it, or it was written to the visitor.</summary>
    [Id(6)] public required DateTimeOffset At { get; init; }

    /// <summary>Its files: their kind and name.</summary>
    [Id(7)] public IReadOnlyList<ChatFile> Files { get; init; } = [];

    /// <summary>When its author changed it, if that happened: it says what it says since.</summary>
    [Id(8)] public DateTimeOffset? EditedAt { get; init; }

    /// <summary>Its author took it back: nothing of it is left but its place.</summary>
    [Id(9)] public bool Removed { get; init; }

    /// <summary>Says the place only.</summary>
    public override string ToString() => $"ChatLine({Position})";
}

/// <summary>What became of a message that was shown before.</summary>
[GenerateSerializer, Immutable, Alias("Athera.ChatChange")]
public sealed record ChatChange
{
    /// <summary>Where it happened; grows.</summary>
    [Id(0)] public required long Position { get; init; }

    /// <summary>The message, as <see cref="ChatLine.Id"/> names it.</summary>
    [Id(1)] public required long Id { get; init; }

    /// <summary>What it says now.</summary>
    [Id(2)] public string? Text { get; init; }

    /// <summary>When its author changed it, if that happened.</summary>
    [Id(3)] public DateTimeOffset? EditedAt { get; init; }

    /// <summary>Its author took it back, with its files.</summary>
    [Id(4)] public bool Removed { get; init; }

    /// <summary>Says the place only.</summary>
    public override string ToString() => $"ChatChange({Position})";
}

/// <summary>A file of a message as a visitor sees it.</summary>
/// <param name="Index">Its place in the message, from 0.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Name">Display text, never a path.</param>
[GenerateSerializer, Immutable, Alias("Athera.ChatFile")]
public sealed record ChatFile([property: Id(0)] int Index, [property: Id(1)] MessageKind Kind, [property: Id(2)] string? Name)
{
    /// <summary>Says what it is only.</summary>
    public override string ToString() => $"ChatFile({Kind})";
}
