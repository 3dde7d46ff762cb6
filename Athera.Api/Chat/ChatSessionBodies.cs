using System.ComponentModel.DataAnnotations;
using Athera.Chat;

namespace Athera.Api.Chat;

/// <summary>What a page asks for on behalf of its visitor.</summary>
public sealed record OpenChatBody
{
    /// <summary>The channel account, if it is not named in the query.</summary>
    public ChannelAccountId? Account { get; init; }

    /// <summary>The token of the visitor's session before, if there is one: the same visitor then goes on.</summary>
    [StringLength(512)]
    public string? Token { get; init; }

    /// <summary>Says nothing: whoever has the token is the visitor.</summary>
    public override string ToString() => nameof(OpenChatBody);
}

/// <summary>A session, and how the chat presents itself.</summary>
public sealed record ChatSessionBody
{
    /// <summary>Goes into <c>access_token</c> of the hub; kept by the client to come back with.</summary>
    public required string Token { get; init; }

    /// <summary>Until when it lets in.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>Until when it can be exchanged for a new one here.</summary>
    public required DateTimeOffset RenewableUntil { get; init; }

    /// <summary>The visitor; opaque.</summary>
    public required string VisitorId { get; init; }

    /// <summary>Where the transcript ends; 0 while nothing has been said.</summary>
    public required long Position { get; init; }

    /// <summary>What stands above the chat.</summary>
    public required string Title { get; init; }

    /// <summary>Its colour, if the tenant chose one.</summary>
    public required string? Color { get; init; }

    /// <summary>What the visitor is greeted with, if anything.</summary>
    public required string? Greeting { get; init; }

    /// <summary>After how many seconds the greeting shows itself; null if it waits until the chat is opened.</summary>
    public required int? GreetingAfterSeconds { get; init; }

    /// <summary>What the visitor is asked for first.</summary>
    public required IReadOnlyList<PreChatField> PreChatFields { get; init; }

    /// <summary>Whether somebody is there now.</summary>
    public required ChatHours Hours { get; init; }

    /// <summary>Whether files may be sent.</summary>
    public required bool Attachments { get; init; }

    /// <summary>Shows a session.</summary>
    public static ChatSessionBody Of(ChatSession session) => new()
    {
        Token = session.Token,
        ExpiresAt = session.ExpiresAt,
        RenewableUntil = session.RenewableUntil,
        VisitorId = session.Visitor.ToString(),
        Position = session.Position,
        Title = session.Title,
        Color = session.Color,
        Greeting = session.Greeting,
        GreetingAfterSeconds = session.GreetingAfterSeconds,
        PreChatFields = session.PreChatFields,
        Hours = session.Hours,
        Attachments = session.Attachments,
    };

    /// <summary>Says nothing: whoever has the token is the visitor.</summary>
    public override string ToString() => nameof(ChatSessionBody);
}
