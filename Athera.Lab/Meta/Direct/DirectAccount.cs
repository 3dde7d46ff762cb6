namespace Athera.Lab.Meta.Direct;

/// <summary>An Instagram account or a Facebook page at the fake Meta, with the app that gets its webhooks.</summary>
public sealed record DirectAccount
{
    /// <summary>Whose messages they are, as the envelope says it: <c>instagram</c> or <c>page</c>.</summary>
    public required string Envelope { get; init; }

    /// <summary>The account's id; webhooks are routed by it.</summary>
    public required string AccountId { get; init; }

    /// <summary>Signs the webhooks.</summary>
    public required string AppSecret { get; init; }

    /// <summary>The callback configured at Meta.</summary>
    public required Uri WebhookUrl { get; init; }

    /// <summary>The only bearer token that may send, and what <c>me</c> stands for in a path; null accepts any.</summary>
    public string? AccessToken { get; init; }

    /// <summary>Whether it is a page: those hear of deliveries, count ticks by time and get a sender's metadata back.</summary>
    internal bool IsPage => Envelope == "page";
}
