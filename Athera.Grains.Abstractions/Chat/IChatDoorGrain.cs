using System.Security.Cryptography;

namespace Athera.Chat;

/// <summary>
/// Where visitors of a tenant's web page come in: it knows no caller yet, only the public id of a channel account. A stateless
/// worker, key 0; the key that signs sessions never leaves a silo.
/// </summary>
[Alias("Athera.IChatDoorGrain")]
public interface IChatDoorGrain : IGrainWithIntegerKey
{
    /// <summary>
    /// Opens a session, or renews the one whose token is given. Not found: no such account, or one without a door. Forbidden
    /// (<c>origin_not_allowed</c>): the page is not one of the account's. A token that is too old or another account's is no error:
    /// the visitor is then a new one.
    /// </summary>
    [Alias("Open")]
    Task<Result<ChatSession>> Open(OpenChat command);

    /// <summary>Whose session a token is of, or <see langword="null"/>: wrong, expired, of an account that is gone, or shown by another page.</summary>
    /// <param name="token">The token as it was sent.</param>
    /// <param name="origin">The page that shows it, as its browser says; <see langword="null"/> for a program that is no browser.</param>
    [Alias("Admit")]
    Task<ChatVisitor?> Admit(string token, string? origin);

    /// <summary>Whether pages of an origin may ask for sessions of an account.</summary>
    [Alias("Allows")]
    Task<bool> Allows(ChannelAccountId account, string origin);
}

/// <summary>What a page asks for on behalf of its visitor.</summary>
/// <param name="Account">The channel account.</param>
/// <param name="Origin">The page's origin, as the browser says.</param>
/// <param name="Token">The token of the session before, if the visitor has one.</param>
[GenerateSerializer, Immutable, Alias("Athera.OpenChat")]
public sealed record OpenChat(
    [property: Id(0)] ChannelAccountId Account, [property: Id(1)] string Origin, [property: Id(2)] string? Token)
{
    /// <summary>Says which account only: whoever has the token is the visitor.</summary>
    public override string ToString() => $"OpenChat({Account})";
}

/// <summary>Who writes in a chat, proven by a token.</summary>
/// <param name="Tenant">Whose page it is.</param>
/// <param name="Account">The channel account.</param>
/// <param name="Visitor">The visitor on that account: with it, the identity of one conversation.</param>
/// <param name="ExpiresAt">Until when the token proves it.</param>
[GenerateSerializer, Immutable, Alias("Athera.ChatVisitor")]
public sealed record ChatVisitor(
    [property: Id(0)] TenantId Tenant, [property: Id(1)] ChannelAccountId Account, [property: Id(2)] OpaqueId Visitor,
    [property: Id(3)] DateTimeOffset ExpiresAt)
{
    /// <summary>Whether the account takes files of its visitors.</summary>
    [Id(4)] public bool MayUpload { get; init; }

    /// <summary>
    /// The key under which an upload of this visitor is kept. It is made of who the visitor is, so naming another's upload leads nowhere.
    /// </summary>
    public OpaqueId KeyOf(UploadId upload)
    {
        ReadOnlySpan<byte> use = "athera-visitor-upload|"u8;
        Span<byte> parts = stackalloc byte[use.Length + (3 * OpaqueId.Size)];
        use.CopyTo(parts);
        Account.Value.WriteTo(parts[use.Length..]);
        Visitor.WriteTo(parts[(use.Length + OpaqueId.Size)..]);
        upload.Value.WriteTo(parts[(use.Length + (2 * OpaqueId.Size))..]);
        return OpaqueId.FromBytes(SHA256.HashData(parts));
    }
}

/// <summary>A session, and how the chat presents itself.</summary>
[GenerateSerializer, Immutable, Alias("Athera.ChatSession")]
public sealed record ChatSession
{
    /// <summary>Proves the session; whoever has it is the visitor.</summary>
    [Id(0)] public required string Token { get; init; }

    /// <summary>Until when it lets in.</summary>
    [Id(1)] public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>Until when it can be exchanged for a new one.</summary>
    [Id(2)] public required DateTimeOffset RenewableUntil { get; init; }

    /// <summary>The visitor.</summary>
    [Id(3)] public required OpaqueId Visitor { get; init; }

    /// <summary>Where the visitor's transcript ends; 0 while nothing has been said.</summary>
    [Id(4)] public required long Position { get; init; }

    /// <summary>What stands above the chat.</summary>
    [Id(5)] public required string Title { get; init; }

    /// <summary>Its colour, such as <c>#12715b</c>, if the tenant chose one.</summary>
    [Id(6)] public string? Color { get; init; }

    /// <summary>What the visitor is greeted with, if anything.</summary>
    [Id(7)] public string? Greeting { get; init; }

    /// <summary>After how many seconds the greeting shows itself; <see langword="null"/> if it waits until the chat is opened.</summary>
    [Id(8)] public int? GreetingAfterSeconds { get; init; }

    /// <summary>What the visitor is asked for first, in order.</summary>
    [Id(9)] public required IReadOnlyList<PreChatField> PreChatFields { get; init; }

    /// <summary>Whether somebody is there now.</summary>
    [Id(10)] public required ChatHours Hours { get; init; }

    /// <summary>Whether files may be sent.</summary>
    [Id(11)] public required bool Attachments { get; init; }

    /// <summary>Says nothing: whoever has the token is the visitor.</summary>
    public override string ToString() => nameof(ChatSession);
}

/// <summary>Something a visitor is asked for before the chat begins.</summary>
/// <param name="Name">Its name, as the contact will carry it: <c>name</c> is the contact's name, others are attributes.</param>
/// <param name="Label">What the visitor reads.</param>
/// <param name="Type">What may be entered: <c>text</c>, <c>email</c> or <c>phone</c>.</param>
/// <param name="Required">Whether there is no chat without it.</param>
[GenerateSerializer, Immutable, Alias("Athera.PreChatField")]
public sealed record PreChatField(
    [property: Id(0)] string Name, [property: Id(1)] string Label, [property: Id(2)] string Type, [property: Id(3)] bool Required);

/// <summary>Whether it is within business hours.</summary>
/// <param name="Open">Whether it is now; always, where no hours were set.</param>
/// <param name="Text">Outside: what the visitor is told, if anything.</param>
/// <param name="OpensAt">Outside: when the next hours begin, if they do within a week.</param>
/// <param name="AgentAnswers">Whether the AI agent answers now.</param>
[GenerateSerializer, Immutable, Alias("Athera.ChatHours")]
public sealed record ChatHours(
    [property: Id(0)] bool Open, [property: Id(1)] string? Text, [property: Id(2)] DateTimeOffset? OpensAt,
    [property: Id(3)] bool AgentAnswers);
